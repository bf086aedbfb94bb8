/** Tests of what the endpoints of articles share. */
package io.talel.gateway.article;
