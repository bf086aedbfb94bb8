/** Tests of what requests share. */
package io.talel.gateway.web.pool;
