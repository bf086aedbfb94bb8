/** What all pages share. */
@NullMarked
package io.talel.ops.console.web.page;

import org.jspecify.annotations.NullMarked;
