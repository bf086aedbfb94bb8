/** Characters, names and the budget: what every other package builds on. */
@NullMarked
package io.talel.markdown.text;

import org.jspecify.annotations.NullMarked;
