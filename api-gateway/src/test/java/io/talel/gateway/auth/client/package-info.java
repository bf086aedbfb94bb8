/** Tests of this package, and the examples that they share. */
package io.talel.gateway.auth.client;
