/** HTML that the author wrote: taken out of the source before it is parsed, put back in the end. */
@NullMarked
package io.talel.markdown.html;

import org.jspecify.annotations.NullMarked;
