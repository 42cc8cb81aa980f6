CREATE TABLE `answers` (
	`did` text NOT NULL,
	`key` text NOT NULL,
	`digest` text NOT NULL,
	`until` integer NOT NULL,
	`status` integer,
	`content_type` text,
	`body` blob,
	PRIMARY KEY(`did`, `key`)
);
--> statement-breakpoint
CREATE INDEX `answers_until` ON `answers` (`until`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `keys` (
	`did` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE TABLE `nonces` (
	`did` text NOT NULL,
	`nonce` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`did`, `nonce`)
);
--> statement-breakpoint
CREATE INDEX `nonces_until` ON `nonces` (`until`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`hash` text PRIMARY KEY NOT NULL,
	`did` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tickets_until` ON `tickets` (`until`);