CREATE TABLE `shares` (
	`id` text PRIMARY KEY NOT NULL,
	`workflow_id` text NOT NULL,
	`did` text,
	`secret_hash` text,
	`link_id` text,
	`rights` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`uses` integer NOT NULL,
	`max_uses` integer,
	`note` text NOT NULL,
	`ended_at_ms` integer,
	`revoked_by` text,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shares_workflow` ON `shares` (`workflow_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `shares_principal` ON `shares` (`did`,`workflow_id`) WHERE did IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `shares_secret` ON `shares` (`secret_hash`) WHERE secret_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `shares_link` ON `shares` (`link_id`) WHERE link_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `shares_expires` ON `shares` (`expires_at_ms`) WHERE expires_at_ms IS NOT NULL AND ended_at_ms IS NULL;