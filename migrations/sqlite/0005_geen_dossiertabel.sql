-- The case file is folded from the events when it is read; a stored copy cost every append and held personal data twice.
DROP TABLE dossier;
