/** Tests of the parts of the endpoints that list articles. */
package io.talel.gateway.article.list;
