/** Images: uploaded once. */
@NullMarked
package io.talel.command.image;

import org.jspecify.annotations.NullMarked;
