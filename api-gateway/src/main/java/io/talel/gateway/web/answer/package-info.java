/** Shapes of answers, and how they are sent. */
@NullMarked
package io.talel.gateway.web.answer;

import org.jspecify.annotations.NullMarked;
