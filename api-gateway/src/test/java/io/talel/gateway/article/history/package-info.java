/** Tests of the parts of the endpoints that show articles as they were. */
package io.talel.gateway.article.history;
