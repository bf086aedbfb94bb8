/** Tests of articles in bulk. */
package io.talel.gateway.article.bulk;
