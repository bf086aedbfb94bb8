/** Markdown to sanitised HTML, with the results of the renderer that is replaced (python-markdown 3.7). */
@NullMarked
package io.talel.query.markdown;

import org.jspecify.annotations.NullMarked;
