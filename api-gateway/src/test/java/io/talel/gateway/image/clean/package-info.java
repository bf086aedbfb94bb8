/** Tests of cleaned uploads. */
package io.talel.gateway.image.clean;
