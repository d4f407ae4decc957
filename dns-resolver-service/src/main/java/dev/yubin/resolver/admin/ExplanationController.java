package dev.yubin.resolver.admin;

import dev.yubin.resolver.answer.NameResolver;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows why an answer is trusted, or where the proof breaks.
@RestController
class ExplanationController {
  private final ChainOfProof chain;

  ExplanationController(NameResolver resolver) {
    this.chain = new ChainOfProof(resolver);
  }

  /// @param type of the records at the end of the chain
  @GetMapping("/api/v1/explanations/{name}")
  List<ChainOfProof.Step> explain(
      @PathVariable String name, @RequestParam(defaultValue = "MX") String type) {
    return chain.explain(Names.read(name), Names.type(type));
  }
}
