package io.talel.kernel.article.view;

/** Sanitised HTML of a source and its table of contents; both empty for an empty source. */
public record RenderedMarkdown(String html, String tableOfContents) {}
