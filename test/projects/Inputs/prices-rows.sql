INSERT INTO prices (date, equity_id, price, volume, market) VALUES
  ('2025-02-03 00:00:00', 'SAP', 176.5, 1200, 'XETR'),
  ('2025-02-03 00:00:00', 'AAPL', 187.25, 90000, 'XNAS'),
  ('2025-02-03 00:00:00', 'NESN', 101.5, 700, NULL);
