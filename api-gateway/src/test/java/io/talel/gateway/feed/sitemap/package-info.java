/** Tests of sitemaps. */
package io.talel.gateway.feed.sitemap;
