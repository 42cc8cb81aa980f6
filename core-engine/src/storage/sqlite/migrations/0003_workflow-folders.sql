ALTER TABLE `workflows` ADD `folder` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `tags` text DEFAULT '[]' NOT NULL;