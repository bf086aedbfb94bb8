/** Tests of what every endpoint shares. */
package io.talel.gateway.web;
