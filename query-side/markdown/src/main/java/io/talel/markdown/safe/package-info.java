/** The sanitiser. It reads HTML, not Markdown, and knows nothing of how that HTML came about. */
@NullMarked
package io.talel.markdown.safe;

import org.jspecify.annotations.NullMarked;
