#include "Dialect/Common/TextObjects.h"

#include "Dialect/Common/OpaqueWriter.h"
#include "Dialect/Common/TriggerWriter.h"

namespace retort {

namespace {
class TextObjectWriter {
public:
  TextObjectWriter(const Dialect& dialect, const Catalog& before, StatementSink& sink,
                   DiagnosticEngine& diags)
      : dialect_(dialect), before_(before), sink_(sink), opaques_(dialect, before, sink, diags),
        triggers_(dialect, sink) {}

  bool write(const op::CreateObject& create) {
    return onText(create.object, [&](auto& writer, const auto& object) {
      writer.create(object);
      comment(writer, object, object.comment.empty());
    });
  }
  bool write(const op::DropObject& drop) {
    return onText(drop.id, [](auto& writer, const auto& object) { writer.drop(object); });
  }
  bool write(const op::RenameObject& rename) {
    return onText(rename.id,
                  [&](auto& writer, const auto& object) { writer.rename(object, rename.to); });
  }
  bool write(const op::MoveObject& move) {
    const SchemaObject* object = before_.objects.find(move.id);
    const auto* opaque = object ? std::get_if<Opaque>(object) : nullptr;
    if (opaque)
      opaques_.move(*opaque, move);
    return opaque;
  }
  bool write(const op::AlterObject& alter) {
    return onText(alter.to, [&]<typename T>(auto& writer, const T& to) {
      const T& from = std::get<T>(*before_.objects.find(idOf(to)));
      const bool isNew = writer.alter(from, to);
      comment(writer, to, isNew ? to.comment.empty() : from.comment == to.comment);
    });
  }
  bool write(const auto&) { return false; }

private:
  bool onText(const SchemaObject& object, auto act) {
    if (const auto* opaque = std::get_if<Opaque>(&object))
      act(opaques_, *opaque);
    else if (const auto* trigger = std::get_if<Trigger>(&object))
      act(triggers_, *trigger);
    else
      return false;
    return true;
  }
  bool onText(const ObjectId& id, auto act) {
    const SchemaObject* object = before_.objects.find(id);
    return object && onText(*object, act);
  }

  void comment(const auto& writer, const auto& object, bool isThere) {
    if (!isThere && dialect_.has(Feature::ObjectComments))
      sink_.add("COMMENT ON " + writer.target(object) + " IS " +
                (object.comment.empty() ? "NULL" : dialect_.literal(object.comment)));
  }

  const Dialect& dialect_;
  const Catalog& before_;
  StatementSink& sink_;
  OpaqueWriter opaques_;
  TriggerWriter triggers_;
};
} // namespace

bool lowerTextObject(const Dialect& dialect, const Operation& operation, const Catalog& before,
                     StatementSink& sink, DiagnosticEngine& diags) {
  TextObjectWriter writer(dialect, before, sink, diags);
  return std::visit([&](const auto& it) { return writer.write(it); }, operation);
}

} // namespace retort
