/** Tests of the way to the two sides. */
package io.talel.gateway.bus;
