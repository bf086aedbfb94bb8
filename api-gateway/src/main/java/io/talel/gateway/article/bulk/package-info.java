/** Articles in bulk: the export of an author's articles as a zip of Markdown files, and imports of such files. */
@NullMarked
package io.talel.gateway.article.bulk;

import org.jspecify.annotations.NullMarked;
