/** Tests of the management port. */
package io.talel.gateway.health;
