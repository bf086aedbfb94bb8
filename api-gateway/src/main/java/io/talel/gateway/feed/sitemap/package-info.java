/** The addresses of all articles, for search engines. */
@NullMarked
package io.talel.gateway.feed.sitemap;

import org.jspecify.annotations.NullMarked;
