CREATE TABLE `blob_refs` (
	`sha256` blob NOT NULL,
	`execution` integer NOT NULL,
	PRIMARY KEY(`sha256`, `execution`),
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `blob_refs_execution` ON `blob_refs` (`execution`);--> statement-breakpoint
CREATE TABLE `documents` (
	`hash` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`put_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `executions` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`workflow_id` text NOT NULL,
	`workflow_name` text NOT NULL,
	`version` text NOT NULL,
	`mode` text NOT NULL,
	`trigger_node` text NOT NULL,
	`status` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`last_seq` integer NOT NULL,
	`owner` text NOT NULL,
	`actor` text,
	`parent_id` text,
	`parent_place` text,
	`depth` integer NOT NULL,
	`error` text,
	`waits` text,
	`lease_owner` text,
	`lease_until_ms` integer NOT NULL,
	`fence` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `executions_id` ON `executions` (`id`);--> statement-breakpoint
CREATE INDEX `executions_started` ON `executions` (`started_at_ms`);--> statement-breakpoint
CREATE INDEX `executions_workflow` ON `executions` (`workflow_id`,`started_at_ms`);--> statement-breakpoint
CREATE INDEX `executions_status` ON `executions` (`status`,`started_at_ms`) WHERE status <> 'completed';--> statement-breakpoint
CREATE INDEX `executions_workflow_status` ON `executions` (`workflow_id`,`status`,`started_at_ms`) WHERE status <> 'completed';--> statement-breakpoint
CREATE INDEX `executions_claimable` ON `executions` (`lease_until_ms`) WHERE status IN ('queued', 'running');--> statement-breakpoint
CREATE INDEX `executions_parent` ON `executions` (`parent_id`) WHERE parent_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`execution` integer NOT NULL,
	`input` text NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `inbox_execution` ON `inbox` (`execution`);--> statement-breakpoint
CREATE TABLE `kv` (
	`namespace` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`expires_at_ms` integer,
	PRIMARY KEY(`namespace`, `key`)
);
--> statement-breakpoint
CREATE INDEX `kv_expires` ON `kv` (`expires_at_ms`) WHERE expires_at_ms IS NOT NULL;--> statement-breakpoint
CREATE TABLE `kv_applied` (
	`effect_key` text PRIMARY KEY NOT NULL,
	`result` text NOT NULL,
	`applied_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kv_applied_at` ON `kv_applied` (`applied_at_ms`);--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `schedules` (
	`workflow_id` text NOT NULL,
	`node_id` text NOT NULL,
	`cron` text NOT NULL,
	`time_zone` text NOT NULL,
	`next_at_ms` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `node_id`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `schedules_next` ON `schedules` (`next_at_ms`);--> statement-breakpoint
CREATE TABLE `secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`hosts` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`key` integer PRIMARY KEY NOT NULL,
	`execution` integer NOT NULL,
	`first_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`perf` text,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segments_execution` ON `segments` (`execution`,`last_seq`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`key` integer PRIMARY KEY NOT NULL,
	`execution` integer NOT NULL,
	`seq` integer NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `snapshots_execution` ON `snapshots` (`execution`,`seq`);--> statement-breakpoint
CREATE TABLE `timers` (
	`execution` integer NOT NULL,
	`id` text NOT NULL,
	`due_at_ms` integer NOT NULL,
	PRIMARY KEY(`execution`, `id`),
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at_ms`);--> statement-breakpoint
CREATE TABLE `versions` (
	`workflow_id` text NOT NULL,
	`hash` text NOT NULL,
	`number` integer NOT NULL,
	`message` text NOT NULL,
	`layout` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`created_by` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `hash`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `documents`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `versions_number` ON `versions` (`workflow_id`,`number`);--> statement-breakpoint
CREATE INDEX `versions_hash` ON `versions` (`hash`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`path` text NOT NULL,
	`method` text NOT NULL,
	`workflow_id` text NOT NULL,
	`node_id` text NOT NULL,
	PRIMARY KEY(`path`, `method`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_workflow` ON `webhooks` (`workflow_id`);--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`owner` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`revision` integer NOT NULL,
	`archived` integer NOT NULL,
	`draft` text NOT NULL,
	`triggers` text NOT NULL,
	`published_version` text,
	`active_version` text
);
--> statement-breakpoint
CREATE INDEX `workflows_updated` ON `workflows` (`archived`,`updated_at_ms`);