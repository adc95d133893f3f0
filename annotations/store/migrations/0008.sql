-- This number is reserved; the schema stays as it is.
SELECT 1;
