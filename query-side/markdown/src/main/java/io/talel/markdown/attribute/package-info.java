/** Attribute lists in braces, and the elements they belong to. */
@NullMarked
package io.talel.markdown.attribute;

import org.jspecify.annotations.NullMarked;
