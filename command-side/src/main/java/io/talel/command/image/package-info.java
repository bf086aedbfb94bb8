/** Images: uploaded once, at last removed. */
@NullMarked
package io.talel.command.image;

import org.jspecify.annotations.NullMarked;
