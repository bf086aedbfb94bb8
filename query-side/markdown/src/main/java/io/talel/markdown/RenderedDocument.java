package io.talel.markdown;

/** Sanitised HTML of a source and of its table of contents; both empty for an empty source. */
public record RenderedDocument(String html, String tableOfContents) {}
