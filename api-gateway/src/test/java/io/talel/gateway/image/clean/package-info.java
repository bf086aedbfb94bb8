/** Tests of what is left of an upload. */
package io.talel.gateway.image.clean;
