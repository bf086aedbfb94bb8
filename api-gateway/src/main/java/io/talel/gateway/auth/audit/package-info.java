/** The security log: what happens to accounts, as lines and as counters. */
@NullMarked
package io.talel.gateway.auth.audit;

import org.jspecify.annotations.NullMarked;
