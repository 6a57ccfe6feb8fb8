-- Full-text search over products, and the keys by which they are found. Triggers keep both in step with `products`.
CREATE VIRTUAL TABLE `products_text` USING fts5(
	`shop`, `id`, `name`, `brand`, `supplier`, `categories`, `tags`,
	content = 'products', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
--> statement-breakpoint
CREATE TRIGGER `products_inserted` AFTER INSERT ON `products` BEGIN
	INSERT INTO `products_text` (`rowid`, `shop`, `id`, `name`, `brand`, `supplier`, `categories`, `tags`)
	VALUES (new.`number`, new.`shop`, new.`id`, new.`name`, new.`brand`, new.`supplier`, new.`categories`, new.`tags`);
	INSERT INTO `product_keys` (`shop`, `kind`, `key`, `product`)
	SELECT new.`shop`, k.`key`, v.`value`, new.`number` FROM json_each(new.`keys`) k, json_each(k.`value`) v;
END;
--> statement-breakpoint
CREATE TRIGGER `products_deleted` AFTER DELETE ON `products` BEGIN
	INSERT INTO `products_text` (`products_text`, `rowid`, `shop`, `id`, `name`, `brand`, `supplier`, `categories`, `tags`)
	VALUES ('delete', old.`number`, old.`shop`, old.`id`, old.`name`, old.`brand`, old.`supplier`, old.`categories`, old.`tags`);
	DELETE FROM `product_keys` WHERE (`shop`, `kind`, `key`, `product`) IN
	(SELECT old.`shop`, k.`key`, v.`value`, old.`number` FROM json_each(old.`keys`) k, json_each(k.`value`) v);
END;
--> statement-breakpoint
CREATE TRIGGER `products_renamed` AFTER UPDATE OF `name`, `brand`, `supplier`, `categories`, `tags` ON `products`
WHEN (new.`name`, new.`brand`, new.`supplier`, new.`categories`, new.`tags`)
	IS NOT (old.`name`, old.`brand`, old.`supplier`, old.`categories`, old.`tags`)
BEGIN
	INSERT INTO `products_text` (`products_text`, `rowid`, `shop`, `id`, `name`, `brand`, `supplier`, `categories`, `tags`)
	VALUES ('delete', old.`number`, old.`shop`, old.`id`, old.`name`, old.`brand`, old.`supplier`, old.`categories`, old.`tags`);
	INSERT INTO `products_text` (`rowid`, `shop`, `id`, `name`, `brand`, `supplier`, `categories`, `tags`)
	VALUES (new.`number`, new.`shop`, new.`id`, new.`name`, new.`brand`, new.`supplier`, new.`categories`, new.`tags`);
END;
--> statement-breakpoint
CREATE TRIGGER `products_rekeyed` AFTER UPDATE OF `keys` ON `products` WHEN new.`keys` <> old.`keys` BEGIN
	DELETE FROM `product_keys` WHERE (`shop`, `kind`, `key`, `product`) IN
	(SELECT old.`shop`, k.`key`, v.`value`, old.`number` FROM json_each(old.`keys`) k, json_each(k.`value`) v);
	INSERT INTO `product_keys` (`shop`, `kind`, `key`, `product`)
	SELECT new.`shop`, k.`key`, v.`value`, new.`number` FROM json_each(new.`keys`) k, json_each(k.`value`) v;
END;
