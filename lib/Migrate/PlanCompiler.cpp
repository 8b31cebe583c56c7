#include "Migrate/PlanCompiler.h"


namespace retort {

std::optional<SimulatedRevision> PlanCompiler::advance(const Revision& revision) {
  const SourceBuffer* applied = texts_.lookup(&revision);
  Program program = parser_.parse(applied ? *applied : *revision.file.buffer, diags_);
  if (!program.file)
    return std::nullopt;
  programs_.push_back(std::move(program));
  return compiler_.advance(programs_.back());
}

const Catalog& PlanCompiler::simulate(llvm::ArrayRef<const Revision*> revisions) {
  for (const Revision* revision : revisions) {
    advance(*revision);
    programs_.clear();
  }
  return compiler_.catalog();
}

std::vector<CompiledStep> PlanCompiler::compile(const Plan& plan, const Books& books) {
  llvm::DenseMap<const Revision*, SimulatedRevision> toTakeBack;
  RevisionSet takenBack(history_);
  for (const PlanStep& step : plan.steps)
    if (step.direction == Direction::Down)
      takenBack.insert(*step.revision);

  for (const Revision* applied : history_.withAncestors(plan.before).list()) {
    std::optional<SimulatedRevision> simulated = advance(*applied);
    if (simulated && takenBack.contains(*applied))
      toTakeBack.try_emplace(applied, std::move(*simulated));
    else if (simulated)
      programs_.pop_back(); // its operations and places need nothing of the tree
  }

  std::vector<CompiledStep> steps;
  steps.reserve(plan.steps.size());
  for (const PlanStep& step : plan.steps) {
    CompiledSection section;
    Catalog schema = compiler_.catalog();
    if (step.direction == Direction::Up)
      section = compileUp(step);
    else if (auto found = toTakeBack.find(step.revision); found != toTakeBack.end())
      section = compiler_.compileDowngrade(found->second);
    steps.push_back(
        {step.revision, step.direction, step.before, std::move(section), std::move(schema),
         books.step(step)});
  }
  return steps;
}

CompiledSection PlanCompiler::compileUp(const PlanStep& step) {
  std::optional<SimulatedRevision> simulated = advance(*step.revision);
  if (!simulated)
    return {};
  compiler_.checkDowngrade(*simulated);
  return compiler_.lowerUpgrade(*simulated);
}

} // namespace retort
