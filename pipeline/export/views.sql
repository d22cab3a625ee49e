-- Every figure in its sentence, with what it counts, where and when, and who says so (null where nobody is named).
CREATE VIEW figures_with_source AS
SELECT
  articles.published, articles.title, articles.path,
  figures.text, figures.kind, figures.point, figures.low, figures.high, figures.approximate,
  figures.unit_code, figures.counted_text AS counted, figures.status,
  coalesce(speakers.name, claims.source_text, CASE WHEN figures.claim IS NULL THEN 'the article' END) AS said_by,
  places.name AS place, dates.earliest, dates.latest,
  figures.sentence_text AS sentence, figures.rule, figures.article, figures.id
FROM figures
JOIN articles ON articles.id = figures.article
LEFT JOIN claims ON claims.article = figures.article AND claims.id = figures.claim
LEFT JOIN entities AS speakers ON speakers.article = figures.article AND speakers.id = figures.said_by
LEFT JOIN entities AS places ON places.article = figures.article AND places.id = figures.place
LEFT JOIN dates ON dates.article = figures.article AND dates.id = figures."date"
ORDER BY articles."position", figures."position";

-- Dated events that are told as happenings, in the order of the days on which they began, surest dates first.
CREATE VIEW events_by_day AS
SELECT
  events.date_earliest AS day, events.date_latest AS until, events.date_basis AS basis,
  events.type, events.mode, events.trigger_text AS event,
  (
    SELECT group_concat(parts.said, '; ') FROM (
      SELECT links.role || ': ' || links.text AS said FROM links
      WHERE links.article = events.article AND links.item = events.id AND links.relation = 'participants'
      ORDER BY links."position"
    ) AS parts
  ) AS participants,
  places.name AS place, events.status, events.sentence_text AS sentence,
  articles.published, articles.title, articles.path, events.article, events.id
FROM events
JOIN articles ON articles.id = events.article
LEFT JOIN entities AS places ON places.article = events.article AND places.id = events.place
WHERE events.date_earliest IS NOT NULL AND events.salience = 'main'
ORDER BY
  events.date_earliest,
  CASE events.date_basis
    WHEN 'explicit' THEN 0 WHEN 'relative' THEN 1 WHEN 'sentence' THEN 2 WHEN 'context' THEN 3 ELSE 4
  END,
  articles."position", events."position";
