/** Tests of the parts of the endpoints that change articles. */
package io.talel.gateway.article.write;
