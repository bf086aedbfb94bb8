/** Tests of the one mapping of failures. */
package io.talel.gateway.error;
