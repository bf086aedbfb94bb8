/** The web console: its server and the pages that belong to no subject. */
@NullMarked
package io.talel.ops.console.web;

import org.jspecify.annotations.NullMarked;
