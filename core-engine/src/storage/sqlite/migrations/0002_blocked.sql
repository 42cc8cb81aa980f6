CREATE TABLE `blocked` (
	`execution` integer PRIMARY KEY NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `executions`(`key`) ON UPDATE no action ON DELETE cascade
);
