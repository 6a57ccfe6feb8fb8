CREATE TABLE `attribute_files` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`file` text NOT NULL,
	`attributes` text NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `attribute_files_by_end` ON `attribute_files` (`ends_at`);--> statement-breakpoint
CREATE TABLE `attribute_conversions` (
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`revision` integer NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`shop`, `key`)
);
--> statement-breakpoint
CREATE TABLE `attribute_definitions` (
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`label` text NOT NULL,
	`group` text NOT NULL,
	`type` text NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`options` text NOT NULL,
	`formerly` text DEFAULT '[]' NOT NULL,
	`computed` text,
	`browser` integer DEFAULT false NOT NULL,
	`personal` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `key`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attribute_definitions_by_label` ON `attribute_definitions` (`shop`,`label`);--> statement-breakpoint
CREATE TABLE `attribute_pasts` (
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`types` text NOT NULL,
	`computed` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`shop`, `key`)
);
--> statement-breakpoint
CREATE TABLE `attribute_values` (
	`shop` text NOT NULL,
	`person` integer NOT NULL,
	`attribute` text NOT NULL,
	`value` blob NOT NULL,
	PRIMARY KEY(`person`, `attribute`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attribute_values_by_value` ON `attribute_values` (`shop`,`attribute`,`value`,`person`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`password` text,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_by_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text,
	`status` text DEFAULT 'pending' NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`inviter_id` text NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`inviter_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invitations_by_organization` ON `invitations` (`organization_id`);--> statement-breakpoint
CREATE INDEX `invitations_by_email` ON `invitations` (`email`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_by_user` ON `members` (`user_id`,`organization_id`);--> statement-breakpoint
CREATE INDEX `members_by_organization` ON `members` (`organization_id`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`logo` text,
	`metadata` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_slug_unique` ON `organizations` (`slug`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limits_key_unique` ON `rate_limits` (`key`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`active_organization_id` text,
	`ip_address` text,
	`user_agent` text,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `confirmations` (
	`id` text PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`email` text NOT NULL,
	`written` text NOT NULL,
	`consent` text,
	`return_to` text,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`told_at` integer,
	`used_by` text
);
--> statement-breakpoint
CREATE INDEX `confirmations_by_address` ON `confirmations` (`shop`,`email`,`asked_at`);--> statement-breakpoint
CREATE INDEX `confirmations_by_expiry` ON `confirmations` (`expires_at`);--> statement-breakpoint
CREATE INDEX `confirmations_untold` ON `confirmations` (`confirmed_at`) WHERE confirmed_at IS NOT NULL AND told_at IS NULL;--> statement-breakpoint
CREATE TABLE `exports` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`member` text NOT NULL,
	`at` integer NOT NULL,
	`whom` text,
	`segment` text,
	`segment_name` text,
	`narrowed` integer NOT NULL,
	`detail` text NOT NULL,
	`format` text NOT NULL,
	`activation` text NOT NULL,
	`people` integer NOT NULL,
	`without` integer NOT NULL,
	`same` integer NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`started_at` integer,
	`alive_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `exports_by_time` ON `exports` (`shop`,`at`);--> statement-breakpoint
CREATE INDEX `exports_by_member` ON `exports` (`shop`,`member`,`at`);--> statement-breakpoint
CREATE TABLE `coupon_codes` (
	`shop` text NOT NULL,
	`code` text NOT NULL,
	`pool` text NOT NULL,
	`import` text,
	`imported_at` integer NOT NULL,
	`claimed_by` text,
	`claimed_at` integer,
	PRIMARY KEY(`shop`, `code`)
);
--> statement-breakpoint
CREATE INDEX `coupon_codes_by_pool` ON `coupon_codes` (`shop`,`pool`,`claimed_at`);--> statement-breakpoint
CREATE INDEX `coupon_codes_by_claimer` ON `coupon_codes` (`shop`,`claimed_by`) WHERE claimed_by IS NOT NULL;--> statement-breakpoint
CREATE INDEX `coupon_codes_by_import` ON `coupon_codes` (`shop`,`import`);--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`shop` text NOT NULL,
	`import` text NOT NULL,
	`number` integer NOT NULL,
	`rows` text,
	`records` integer NOT NULL,
	`refused` integer NOT NULL,
	`undo` text,
	`made` integer,
	`changed` integer,
	`applied_at` integer,
	`removed` integer,
	`restored` integer,
	`undone_at` integer,
	PRIMARY KEY(`shop`, `import`, `number`)
);
--> statement-breakpoint
CREATE TABLE `import_refusals` (
	`shop` text NOT NULL,
	`import` text NOT NULL,
	`chunk` integer NOT NULL,
	`row` integer NOT NULL,
	`whole` integer NOT NULL,
	`reasons` text NOT NULL,
	`cells` text NOT NULL,
	PRIMARY KEY(`shop`, `import`, `row`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`file` text NOT NULL,
	`size` integer NOT NULL,
	`columns` text NOT NULL,
	`habits` text NOT NULL,
	`segment` text,
	`pool` text,
	`table_key` text,
	`known` integer DEFAULT false NOT NULL,
	`chunks` integer,
	`fresh` integer DEFAULT 0 NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`undone_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `imports_by_state` ON `imports` (`state`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`loser` text NOT NULL,
	`survivor` text NOT NULL,
	`at` integer NOT NULL,
	`document` text NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_by_loser` ON `merges` (`shop`,`loser`,`at`);--> statement-breakpoint
CREATE INDEX `merges_by_survivor` ON `merges` (`shop`,`survivor`,`at`);--> statement-breakpoint
CREATE TABLE `message_events` (
	`shop` text NOT NULL,
	`message` text NOT NULL,
	`id` text NOT NULL,
	`variant` text NOT NULL,
	`event` text NOT NULL,
	`profile` text NOT NULL,
	`at` integer NOT NULL,
	`order` text,
	`revenue` integer,
	PRIMARY KEY(`shop`, `message`, `profile`, `id`)
);
--> statement-breakpoint
CREATE INDEX `message_events_by_time` ON `message_events` (`shop`,`message`,`variant`,`event`,`at`);--> statement-breakpoint
CREATE INDEX `message_events_by_profile` ON `message_events` (`shop`,`profile`,`at`);--> statement-breakpoint
CREATE TABLE `messages` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`priority` integer NOT NULL,
	`draft` text NOT NULL,
	`published` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`published_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`end` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_by_hash` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `connections` (
	`shop` text NOT NULL,
	`platform` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`uninstalled_at` integer,
	`last_at` integer,
	`last_topic` text,
	`taken` integer DEFAULT 0 NOT NULL,
	`last_error_at` integer,
	`last_error` text,
	PRIMARY KEY(`shop`, `platform`)
);
--> statement-breakpoint
CREATE TABLE `order_moves` (
	`shop` text NOT NULL,
	`order` text NOT NULL,
	`profile` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shop`, `order`, `profile`)
);
--> statement-breakpoint
CREATE INDEX `order_moves_by_time` ON `order_moves` (`at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`profile` text NOT NULL,
	`claim` integer NOT NULL,
	`at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`currency` text NOT NULL,
	`converted` integer,
	`refunded` integer NOT NULL,
	`discount` integer,
	`channel` text,
	`coupon` text,
	`coupons` text,
	`lines` text NOT NULL,
	`refunds` text,
	`source` text NOT NULL,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `orders_by_profile` ON `orders` (`shop`,`profile`,`at`);--> statement-breakpoint
CREATE INDEX `orders_by_time` ON `orders` (`shop`,`at`);--> statement-breakpoint
CREATE TABLE `privacy_requests` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`platform` text NOT NULL,
	`kind` text NOT NULL,
	`identities` text,
	`orders` text,
	`requested_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`answered_by` text,
	`done_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `privacy_requests_open` ON `privacy_requests` (`done_at`,`requested_at`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`shop` text NOT NULL,
	`platform` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shop`, `platform`, `id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_time` ON `webhook_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `webhook_versions` (
	`shop` text NOT NULL,
	`platform` text NOT NULL,
	`thing` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`shop`, `platform`, `thing`)
);
--> statement-breakpoint
CREATE TABLE `erased_identities` (
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`hash` text NOT NULL,
	`erasure` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shop`, `key`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `erased_identities_by_erasure` ON `erased_identities` (`erasure`);--> statement-breakpoint
CREATE TABLE `erased_profiles` (
	`shop` text NOT NULL,
	`profile` text NOT NULL,
	`erasure` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shop`, `profile`)
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`reason` text NOT NULL,
	`member` text,
	`profiles` text NOT NULL,
	`at` integer NOT NULL,
	`unseen_since` integer,
	`receipt` text NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `erasures_by_time` ON `erasures` (`shop`,`at`);--> statement-breakpoint
CREATE INDEX `erasures_open` ON `erasures` (`done_at`,`at`);--> statement-breakpoint
CREATE TABLE `discount_products` (
	`shop` text NOT NULL,
	`discount` text NOT NULL,
	`product` text NOT NULL,
	PRIMARY KEY(`shop`, `discount`, `product`)
);
--> statement-breakpoint
CREATE INDEX `discount_products_by_product` ON `discount_products` (`shop`,`product`,`discount`);--> statement-breakpoint
CREATE TABLE `discounts` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`code` text,
	`starts_at` integer,
	`ends_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE TABLE `interests` (
	`shop` text NOT NULL,
	`person` integer NOT NULL,
	`product` text NOT NULL,
	`likelihood` real NOT NULL,
	PRIMARY KEY(`person`, `product`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `interests_by_product` ON `interests` (`shop`,`product`,`likelihood`,`person`);--> statement-breakpoint
CREATE TABLE `product_keys` (
	`shop` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`product` integer NOT NULL,
	PRIMARY KEY(`shop`, `kind`, `key`, `product`)
);
--> statement-breakpoint
CREATE TABLE `products` (
	`number` integer PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`brand` text,
	`supplier` text,
	`categories` text DEFAULT '[]' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`keys` text NOT NULL,
	`price` integer,
	`compare_at` integer,
	`currency` text,
	`stock` integer,
	`url` text,
	`image` text,
	`active` integer DEFAULT true NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_by_id` ON `products` (`shop`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_name` ON `products` (`shop`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_price` ON `products` (`shop`,`price`);--> statement-breakpoint
CREATE TABLE `activities` (
	`shop` text NOT NULL,
	`person` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`id` text NOT NULL,
	`times` integer NOT NULL,
	`product` text,
	`category` text,
	`name` text,
	`name_key` text,
	`quantity` real,
	`amount` integer,
	PRIMARY KEY(`person`, `kind`, `at`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `activities_by_product` ON `activities` (`shop`,`kind`,`product`,`at`,`person`,`times`) WHERE product IS NOT NULL;--> statement-breakpoint
CREATE INDEX `activities_by_category` ON `activities` (`shop`,`kind`,`category`,`at`,`person`,`times`) WHERE category IS NOT NULL;--> statement-breakpoint
CREATE INDEX `activities_by_time` ON `activities` (`shop`,`kind`,`at`,`person`,`times`);--> statement-breakpoint
CREATE TABLE `identities` (
	`shop` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`profile` text NOT NULL,
	`verified` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shop`, `kind`, `value`, `profile`)
);
--> statement-breakpoint
CREATE INDEX `identities_by_profile` ON `identities` (`shop`,`profile`);--> statement-breakpoint
CREATE UNIQUE INDEX `identities_verified` ON `identities` (`shop`,`kind`,`value`) WHERE verified = 1;--> statement-breakpoint
CREATE TABLE `profile_details` (
	`num` integer PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`phone` text,
	`customer_id` text,
	`first_name` text,
	`last_name` text,
	`interests` text,
	`tags` text,
	`postal_code` text,
	`continent` text,
	`time_zone` text,
	`first_referrer` text,
	`first_landing_page` text,
	`last_referrer` text,
	`last_landing_page` text,
	`first_utm_term` text,
	`first_utm_content` text,
	`first_click_id` text,
	`last_utm_term` text,
	`last_utm_content` text,
	`last_click_id` text,
	`region_code` text,
	`place` text,
	`education` text,
	`relationship` text,
	`household_size` real,
	`children` real,
	`pets` text,
	`home` text,
	`screen` text,
	`favourite_category` text,
	`favourite_brand` text,
	`channels_bought_on` text,
	`sms_consent` integer,
	`sms_consent_at` integer,
	`push_consent` integer,
	`push_consent_at` integer,
	`email_consent_source` text,
	`sms_consent_source` text,
	`push_consent_source` text,
	`last_message_clicked_at` integer,
	`last_message_submitted_at` integer,
	`discounted_items` real,
	`shopping_hour` real,
	`style` text,
	`app_or_web` text
);
--> statement-breakpoint
CREATE INDEX `profile_details_by_first_name` ON `profile_details` (`shop`,`first_name`) WHERE first_name IS NOT NULL;--> statement-breakpoint
CREATE INDEX `profile_details_by_last_name` ON `profile_details` (`shop`,`last_name`) WHERE last_name IS NOT NULL;--> statement-breakpoint
CREATE INDEX `profile_details_tagged` ON `profile_details` (`shop`) WHERE tags IS NOT NULL;--> statement-breakpoint
CREATE TABLE `profile_documents` (
	`num` integer PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`document` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `profiles` (
	`num` integer PRIMARY KEY NOT NULL,
	`identified` integer,
	`email_consent` integer,
	`country` text,
	`orders` real,
	`spent` real,
	`visits` real,
	`last_seen_at` integer,
	`first_seen_at` integer,
	`visit_started_at` integer,
	`last_order_at` integer,
	`email` text,
	`visited_times` integer,
	`visited_last` integer,
	`viewed_page_times` integer,
	`viewed_page_last` integer,
	`viewed_product_times` integer,
	`viewed_product_last` integer,
	`viewed_category_times` integer,
	`viewed_category_last` integer,
	`searched_times` integer,
	`searched_last` integer,
	`added_to_cart_times` integer,
	`added_to_cart_last` integer,
	`removed_from_cart_times` integer,
	`removed_from_cart_last` integer,
	`started_checkout_times` integer,
	`started_checkout_last` integer,
	`ordered_times` integer,
	`ordered_last` integer,
	`bought_times` integer,
	`bought_last` integer,
	`used_coupon_times` integer,
	`used_coupon_last` integer,
	`returned_times` integer,
	`returned_last` integer,
	`submitted_form_times` integer,
	`submitted_form_last` integer,
	`saw_message_times` integer,
	`saw_message_last` integer,
	`clicked_message_times` integer,
	`clicked_message_last` integer,
	`closed_message_times` integer,
	`closed_message_last` integer,
	`submitted_message_times` integer,
	`submitted_message_last` integer,
	`event_times` integer,
	`event_last` integer,
	`page_views` real,
	`product_views` real,
	`searches` real,
	`seconds_on_site` real,
	`average_order` real,
	`largest_order` real,
	`items_bought` real,
	`returns` real,
	`orders_with_coupon` real,
	`distinct_products` real,
	`first_order_at` integer,
	`cart_total` real,
	`cart_quantity` real,
	`cart_lines` real,
	`cart_updated_at` integer,
	`checkout_started_at` integer,
	`device` text,
	`language` text,
	`city` text,
	`region` text,
	`gender` text,
	`birthday` integer,
	`first_channel` text,
	`last_channel` text,
	`messages_shown` real,
	`messages_clicked` real,
	`messages_submitted` real,
	`last_message_shown_at` integer,
	`browser` text,
	`os` text,
	`eu` integer,
	`email_consent_at` integer,
	`marketing_consent` integer,
	`first_utm_source` text,
	`first_utm_medium` text,
	`first_utm_campaign` text,
	`last_utm_source` text,
	`last_utm_medium` text,
	`last_utm_campaign` text,
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`home` text,
	`next_change_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `profiles_by_id` ON `profiles` (`shop`,`id`);--> statement-breakpoint
CREATE INDEX `profiles_by_last_seen` ON `profiles` (`shop`,`last_seen_at`);--> statement-breakpoint
CREATE INDEX `profiles_identified` ON `profiles` (`shop`) WHERE identified = 1;--> statement-breakpoint
CREATE INDEX `profiles_due` ON `profiles` (`next_change_at`);--> statement-breakpoint
CREATE TABLE `segment_copies` (
	`segment` text PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`source` text NOT NULL,
	`since` integer DEFAULT 0 NOT NULL,
	`person` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `segment_copies_by_shop` ON `segment_copies` (`shop`);--> statement-breakpoint
CREATE TABLE `membership_changes` (
	`shop` text NOT NULL,
	`segment` text NOT NULL,
	`profile` text NOT NULL,
	`version` integer NOT NULL,
	`entered` integer NOT NULL,
	`at` integer NOT NULL,
	`cause` text NOT NULL,
	PRIMARY KEY(`shop`, `segment`, `profile`, `version`)
);
--> statement-breakpoint
CREATE INDEX `membership_changes_by_time` ON `membership_changes` (`shop`,`segment`,`at`,`entered`);--> statement-breakpoint
CREATE INDEX `membership_changes_by_profile` ON `membership_changes` (`shop`,`profile`,`at`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`shop` text NOT NULL,
	`segment` text NOT NULL,
	`person` integer NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`person`, `segment`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `memberships_by_since` ON `memberships` (`shop`,`segment`,`since`,`person`);--> statement-breakpoint
CREATE TABLE `rank_cutoffs` (
	`shop` text NOT NULL,
	`rank` text NOT NULL,
	`rule` text NOT NULL,
	`cutoff` real,
	`drawn_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `rank`)
);
--> statement-breakpoint
CREATE INDEX `rank_cutoffs_by_time` ON `rank_cutoffs` (`drawn_at`);--> statement-breakpoint
CREATE TABLE `segment_days` (
	`shop` text NOT NULL,
	`segment` text NOT NULL,
	`day` integer NOT NULL,
	`size` integer NOT NULL,
	`entered` integer NOT NULL,
	`left` integer NOT NULL,
	PRIMARY KEY(`shop`, `segment`, `day`)
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`shop` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`rule` text NOT NULL,
	`visible` integer DEFAULT false NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`archived_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segments_by_name` ON `segments` (`shop`,`name`);--> statement-breakpoint
CREATE TABLE `evaluations` (
	`shop` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`cursor` text,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`plan` text
);
--> statement-breakpoint
CREATE TABLE `setup_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `shards` (
	`shop` text NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`flushed_at` integer NOT NULL,
	`evaluated_revision` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`shop`, `name`)
);
--> statement-breakpoint
CREATE TABLE `shop_domains` (
	`shop` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `origin`)
);
--> statement-breakpoint
CREATE TABLE `shop_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`shop` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `shop_keys_by_shop` ON `shop_keys` (`shop`);--> statement-breakpoint
CREATE TABLE `shops` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`people` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`time_zone` text NOT NULL,
	`consent` text DEFAULT 'required' NOT NULL,
	`withdrawal` text DEFAULT 'keep' NOT NULL,
	`keep_people` integer,
	`keep_signals` integer,
	`retention_due_at` integer DEFAULT 0 NOT NULL,
	`shards` integer NOT NULL,
	`click_days` integer DEFAULT 7 NOT NULL,
	`view_days` integer DEFAULT 1 NOT NULL,
	`identify_version` integer DEFAULT 1 NOT NULL,
	`identify_since` integer DEFAULT 0 NOT NULL,
	`paused` integer DEFAULT false NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`published_revision` integer DEFAULT 0 NOT NULL,
	`catalogue_revision` integer DEFAULT 0 NOT NULL,
	`items_revision` integer DEFAULT 0 NOT NULL,
	`items_due_at` integer,
	`first_signal_at` integer,
	`last_signal_at` integer,
	`sizes_due_at` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shops_number_unique` ON `shops` (`number`);--> statement-breakpoint
CREATE TABLE `table_queries` (
	`shop` text NOT NULL,
	`table_key` text NOT NULL,
	`schedule` text,
	`most_read` integer NOT NULL,
	`next_at` integer,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `table_key`)
);
--> statement-breakpoint
CREATE INDEX `table_queries_due` ON `table_queries` (`next_at`);--> statement-breakpoint
CREATE TABLE `table_query_batches` (
	`shop` text NOT NULL,
	`run` text NOT NULL,
	`batch` integer NOT NULL,
	`people` text NOT NULL,
	`others` text NOT NULL,
	PRIMARY KEY(`shop`, `run`, `batch`)
);
--> statement-breakpoint
CREATE TABLE `table_query_changes` (
	`shop` text NOT NULL,
	`run` text NOT NULL,
	`person` integer NOT NULL,
	`changes` text NOT NULL,
	PRIMARY KEY(`run`, `person`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `table_query_changes_by_person` ON `table_query_changes` (`person`);--> statement-breakpoint
CREATE TABLE `table_query_runs` (
	`shop` text NOT NULL,
	`table_key` text NOT NULL,
	`id` text NOT NULL,
	`cause` text NOT NULL,
	`phase` text NOT NULL,
	`step` integer DEFAULT 0 NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`people` integer DEFAULT 0 NOT NULL,
	`asked` integer DEFAULT 0 NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`people_with_rows` integer DEFAULT 0 NOT NULL,
	`left_out` integer DEFAULT 0 NOT NULL,
	`written` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`removed` integer DEFAULT 0 NOT NULL,
	`rows_read` integer DEFAULT 0 NOT NULL,
	`error` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`shop`, `id`)
);
--> statement-breakpoint
CREATE INDEX `table_query_runs_by_time` ON `table_query_runs` (`shop`,`table_key`,`started_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `table_query_runs_under_way` ON `table_query_runs` (`shop`,`table_key`) WHERE finished_at IS NULL;--> statement-breakpoint
CREATE TABLE `row_moves` (
	`shop` text NOT NULL,
	`table_key` text NOT NULL,
	`row` text NOT NULL,
	`profile` text NOT NULL,
	`at` integer NOT NULL,
	`found_at` integer NOT NULL,
	PRIMARY KEY(`shop`, `table_key`, `row`, `profile`)
);
--> statement-breakpoint
CREATE TABLE `shop_tables` (
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`label` text NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`columns` text NOT NULL,
	`row_id` text NOT NULL,
	`date` text,
	`query` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`shop`, `key`)
);
--> statement-breakpoint
CREATE TABLE `table_rows` (
	`shop` text NOT NULL,
	`person` integer NOT NULL,
	`table_key` text NOT NULL,
	`row` text NOT NULL,
	`at` integer NOT NULL,
	`cells` text NOT NULL,
	`folded` text NOT NULL,
	PRIMARY KEY(`person`, `table_key`, `row`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `table_rows_by_id` ON `table_rows` (`shop`,`table_key`,`row`);