INSERT INTO users (id, email, name, is_active, is_banned) VALUES
  (1, 'ada@example.org', 'Ada', true, false),
  (2, 'bob@example.org', 'Bob', false, false),
  (3, 'cy@example.org', 'Cy', false, true);
INSERT INTO posts (id, author_id, title, body) VALUES
  (1, 1, 'On engines', 'Analytical engines weave patterns'),
  (2, 3, 'Spam', 'Buy now');
INSERT INTO comments (id, post_id, author_id, body) VALUES (1, 1, 2, 'Well said'), (2, 2, NULL, 'No');
INSERT INTO tags (id, name) VALUES (1, 'history'), (2, 'machines');
INSERT INTO post_tags (post_id, tag_id) VALUES (1, 1), (1, 2), (2, 2);
