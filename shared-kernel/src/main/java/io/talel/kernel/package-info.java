/** What every message shares: versions of streams, refusals, rules of text, marks of personal data. */
@NullMarked
package io.talel.kernel;

import org.jspecify.annotations.NullMarked;
