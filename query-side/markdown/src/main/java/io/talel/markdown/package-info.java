/** python-markdown 3.7 for Java, sanitised: {@link io.talel.markdown.MarkdownRenderer} is all that users see. */
@NullMarked
package io.talel.markdown;

import org.jspecify.annotations.NullMarked;
