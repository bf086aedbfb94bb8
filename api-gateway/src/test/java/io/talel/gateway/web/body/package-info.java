/** Tests of how bodies of requests are read. */
package io.talel.gateway.web.body;
