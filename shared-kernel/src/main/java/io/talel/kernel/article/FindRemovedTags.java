package io.talel.kernel.article;

/**
 * A query to the write side for the tags under which an event took an article away from readers: an edit without the tag, or the
 * end of the article. Answered with a list of texts in lower case.
 *
 * @param version version of the article's stream that the event made
 */
public record FindRemovedTags(ArticleId articleId, long version) {}
