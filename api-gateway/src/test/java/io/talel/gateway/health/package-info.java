/** Tests of what the management port says. */
package io.talel.gateway.health;
