#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Chance -----------------------------------------------------------===//

void ProgramGenerator::oneOf(std::initializer_list<Production> productions) {
  (productions.begin() + below(productions.size()))->operator()();
}

void ProgramGenerator::maybe(unsigned percent, const Production& production) {
  if (chance(percent))
    production();
}

void ProgramGenerator::list(unsigned most, const Production& production) {
  const unsigned count = chance(5) ? most * 6 : 1 + below(most);
  for (unsigned i = 0; i < count; ++i) {
    if (i > 0)
      words(",");
    production();
  }
}

void ProgramGenerator::parens(const Production& production) {
  words("(");
  production();
  words(")");
}

void ProgramGenerator::shuffled(std::vector<Production> productions) {
  while (!productions.empty()) {
    auto chosen = productions.begin() + below(productions.size());
    (*chosen)();
    productions.erase(chosen);
  }
}

//===--- Tokens and what stands between them ------------------------------===//

void ProgramGenerator::words(llvm::StringRef text) {
  for (llvm::StringRef word : llvm::split(text, ' '))
    token(word.str());
}

std::string ProgramGenerator::comment() {
  const std::string number = std::to_string(++comments_);
  switch (below(7)) {
  case 0:
    return "/* block " + number + " */";
  case 1:
    return "/* two lines,\n       of block " + number + "\n\t*/";
  case 2:
    return "/// doc " + number + "\n";
  case 3:
    return "// line " + number + " with a \" and a '   \r\n";
  case 4:
    return "/**/";
  case 5:
    return "//\n";
  default:
    return "// line " + number + "\n";
  }
}

static bool isPunctuation(llvm::StringRef token) {
  return token.size() == 1 && llvm::StringRef("(){}[],;").contains(token.front());
}

std::string ProgramGenerator::gap(llvm::StringRef left, llvm::StringRef right) {
  if (trivia_ == Trivia::Plain)
    return " ";
  // A slash right before a comment would be part of it.
  const bool parts = left != "/" && (isPunctuation(left) || isPunctuation(right));
  std::string result = parts ? "" : " ";
  static constexpr llvm::StringLiteral spaces[] = {" ",   "\n", "\n  ",     "\n\n", "\r\n",
                                                   "\t ", "",   "\n\n\n\n", "   "};
  for (unsigned steps = chance(20) ? below(4) : 0; steps > 0; --steps) {
    result += random_.pick(spaces);
    if (chance(50))
      result += comment();
  }
  if (left == ";" || left == "{" || left == "}")
    result += random_.pick(spaces);
  return result;
}

std::string ProgramGenerator::finish() {
  std::string text = trivia_ == Trivia::Odd && chance(5) ? "\xEF\xBB\xBF" : "";
  llvm::StringRef previous = ";";
  for (const std::string& token : tokens_) {
    text += gap(previous, token);
    text += token;
    previous = token;
  }
  text += gap(previous, ";");
  tokens_.clear();
  return text;
}

void ProgramGenerator::name(NamePlace place) {
  static constexpr llvm::StringLiteral plain[] = {
      "id",     "users",      "email",    "a",
      "b",      "created_at", "Order2",   "_x",
      "prices", "market",     "unnamed2", "a_name_that_takes_a_lot_of_room_in_every_line"};
  static constexpr llvm::StringLiteral odd[] = {
      "Order item", "1st", "a\"b", "größe", "select", "a.b", "}", ";", "--", "//", "two  spaces"};
  std::string text;
  switch (below(10)) {
  case 0:
    text = random_.pick(odd);
    break;
  case 1:
  case 2: {
    llvm::ArrayRef<std::string> keywords = allKeywords();
    text = keywords[below(keywords.size())];
    break;
  }
  default:
    text = random_.pick(plain);
  }
  const bool quotes = chance(10) || needsQuotes(text, place);
  ast::Name name{text, {}, quotes};
  token(spelledName(name, quotes ? NamePlace::Meaning : place, /*hasSource=*/false));
}

void ProgramGenerator::path() {
  name();
  for (unsigned more = chance(20) ? 1 + below(2) : 0; more > 0; --more) {
    words(".");
    name(NamePlace::Word);
  }
}

void ProgramGenerator::nameList() {
  parens([&] { list(3, [&] { name(); }); });
}

void ProgramGenerator::rawText() {
  static constexpr llvm::StringLiteral texts[] = {
      "\"\"\"SELECT 1\"\"\"",
      "\"\"\"\n  SELECT 'a' -- not a comment\n    FROM b;\n  \"\"\"",
      "\"\"\"\"has \"\"\" inside\"\"\"\"",
      "\"\"\"\r\n    one\r\n  two\r\n\"\"\"",
      "\"\"\" // kept   \n\t/* kept */\n\"\"\"",
      "\"\"\"\n\n\"\"\""};
  token(random_.pick(texts).str());
}

void ProgramGenerator::text() {
  static constexpr llvm::StringLiteral texts[] = {"''",
                                                  "'a'",
                                                  "'it''s'",
                                                  "'// no comment'",
                                                  "'größe ✓'",
                                                  "'%@%'",
                                                  "'/*'",
                                                  "';'",
                                                  "'a text that is long enough to fill a line'"};
  if (chance(10))
    return rawText();
  token(random_.pick(texts).str());
}

void ProgramGenerator::integer() {
  token(std::to_string(1 + below(2000)));
}

void ProgramGenerator::number() {
  static constexpr llvm::StringLiteral numbers[] = {"0",   "42",   "1.50", "2.5e3",
                                                    "1e5", "1e-5", "007"};
  token(random_.pick(numbers).str());
}

void ProgramGenerator::duration() {
  static constexpr llvm::StringLiteral durations[] = {"200ms", "5s", "2min", "1h"};
  token(random_.pick(durations).str());
}

void ProgramGenerator::revisionId() {
  static constexpr llvm::StringLiteral ids[] = {
      "463161aec4ec", "001", "1e5", "5s", "abc", "table", "\"1.0.3\"", "\"base\"", "\"plain\""};
  token(random_.pick(ids).str());
}

void ProgramGenerator::dialects() {
  static constexpr llvm::StringLiteral all[] = {"postgresql", "mysql", "sqlite", "mariadb"};
  const unsigned first = below(4);
  token(all[first].str());
  maybe(30, [&] {
    words(",");
    token(all[(first + 1) % 4].str());
  });
}

//===--- Expressions ------------------------------------------------------===//

void ProgramGenerator::expr() {
  deep([&] {
    conjunction();
    for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
      words("or");
      conjunction();
    }
  });
}

void ProgramGenerator::conjunction() {
  negation();
  for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
    words("and");
    negation();
  }
}

void ProgramGenerator::negation() {
  maybe(10, [&] { words("not"); });
  comparison();
}

void ProgramGenerator::comparison() {
  static constexpr llvm::StringLiteral operators[] = {"=",  "<>", "<", "<=", ">",  ">=", "@>",
                                                      "<@", "&&", "~", "~*", "!~", "!~*"};
  additive();
  if (!deeper(60))
    return;
  const auto maybeNot = [&] { maybe(30, [&] { words("not"); }); };
  deep([&] {
    oneOf({[&] {
             token(random_.pick(operators).str());
             additive();
           },
           [&] {
             token(operators[below(6)].str());
             additive();
           },
           [&] {
             words("is");
             maybeNot();
             oneOf({[&] { words("null"); }, [&] { words("true"); }, [&] { words("false"); },
                    [&] {
                      words("distinct from");
                      additive();
                    }});
           },
           [&] {
             maybeNot();
             words("in");
             parens([&] { chance(20) ? query() : list(3, [&] { expr(); }); });
           },
           [&] {
             maybeNot();
             words("between");
             additive();
             words("and");
             additive();
           },
           [&] {
             maybeNot();
             words("like");
             additive();
             maybe(30, [&] {
               words("escape");
               text();
             });
           }});
  });
}

void ProgramGenerator::additive() {
  static constexpr llvm::StringLiteral operators[] = {"+", "-", "||"};
  multiplicative();
  for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
    token(operators[below(3)].str());
    multiplicative();
  }
}

void ProgramGenerator::multiplicative() {
  static constexpr llvm::StringLiteral operators[] = {"*", "/", "%"};
  sign();
  for (unsigned more = deeper(20) ? 1 + below(2) : 0; more > 0; --more) {
    token(operators[below(3)].str());
    sign();
  }
}

void ProgramGenerator::sign() {
  for (unsigned more = chance(8) ? 1 + below(2) : 0; more > 0; --more)
    words("-");
  arrow();
}

void ProgramGenerator::arrow() {
  static constexpr llvm::StringLiteral operators[] = {"->", "->>", "#>", "#>>"};
  primary();
  for (unsigned more = deeper(10) ? 1 + below(2) : 0; more > 0; --more) {
    token(operators[below(4)].str());
    primary();
  }
}

void ProgramGenerator::primary() {
  static constexpr llvm::StringLiteral types[] = {"date",     "datetime", "timestamptz",
                                                  "interval", "uuid",     "json"};
  if (!deeper(50))
    return oneOf({[&] { number(); }, [&] { text(); }, [&] { path(); }, [&] { path(); },
                  [&] { words("true"); }, [&] { words("false"); }, [&] { words("null"); },
                  [&] {
                    token(random_.pick(types).str());
                    token("'2026-01-01'");
                  },
                  [&] {
                    words("sql");
                    text();
                  },
                  [&] { words("current_date"); }, [&] { words("array [ ]"); }});
  deep([&] {
    oneOf({[&] { call(); }, [&] { caseExpr(); },
           [&] {
             words("cast");
             parens([&] {
               expr();
               words("as");
               type();
             });
           },
           [&] {
             words("array [");
             list(3, [&] { expr(); });
             words("]");
           },
           [&] { parens([&] { expr(); }); },
           [&] {
             parens([&] {
               expr();
               words(",");
               list(2, [&] { expr(); });
             });
           },
           [&] { parens([&] { query(); }); },
           [&] {
             words("exists");
             parens([&] { query(); });
           }});
  });
}

void ProgramGenerator::call() {
  oneOf({[&] {
           words("lower");
           parens([&] { list(3, [&] { expr(); }); });
         },
         [&] { words("now ( )"); }, [&] { words("count ( * )"); },
         [&] {
           words("count ( distinct");
           expr();
           words(")");
         },
         [&] {
           words("postgresql . to_tsvector");
           parens([&] { list(2, [&] { expr(); }); });
         },
         [&] {
           words("extract ( year from");
           expr();
           words(")");
         }});
}

void ProgramGenerator::caseExpr() {
  words("case");
  maybe(30, [&] { expr(); });
  for (unsigned branches = 1 + below(3); branches > 0; --branches) {
    words("when");
    expr();
    words("then");
    expr();
  }
  maybe(50, [&] {
    words("else");
    expr();
  });
  words("end");
}

void ProgramGenerator::type() {
  static constexpr llvm::StringLiteral types[] = {"int",
                                                  "bigint",
                                                  "text",
                                                  "string ( 50 )",
                                                  "decimal ( 10 , 2 )",
                                                  "timestamptz",
                                                  "user_status",
                                                  "app . status",
                                                  "postgresql . tsvector",
                                                  "mysql . bigint unsigned",
                                                  "mysql . int unsigned zerofill",
                                                  "mysql . enum ( 'a' , 'b' )",
                                                  "\"int\"",
                                                  "\"Status\""};
  if (chance(8)) {
    words("sql");
    return token("'geometry(Point, 4326)'");
  }
  words(random_.pick(types));
  for (unsigned depth = chance(10) ? 1 + below(2) : 0; depth > 0; --depth)
    words("[ ]");
}

//===--- Queries ----------------------------------------------------------===//

void ProgramGenerator::query() {
  deep([&] {
    maybe(10, [&] {
      words("with");
      list(2, [&] {
        name();
        maybe(30, [&] { nameList(); });
        words("as");
        parens([&] { deeper(50) ? query() : selectCore(); });
      });
    });
    selectCore();
    for (unsigned more = deeper(20) ? 1 + below(2) : 0; more > 0; --more) {
      oneOf({[&] { words("union"); }, [&] { words("union all"); }, [&] { words("intersect"); },
             [&] { words("except"); }});
      if (deeper(20))
        parens([&] { query(); });
      else
        selectCore();
    }
    maybe(20, [&] {
      words("order by");
      list(2, [&] {
        expr();
        oneOf({[&] { words("asc"); }, [&] { words("desc"); }, [] {}});
        maybe(30, [&] { words(chance(50) ? "nulls first" : "nulls last"); });
      });
    });
    maybe(20, [&] {
      words("limit");
      number();
      maybe(30, [&] {
        words("offset");
        number();
      });
    });
  });
}

void ProgramGenerator::selectCore() {
  words("select");
  maybe(10, [&] { words("distinct"); });
  list(3, [&] {
    if (chance(10))
      return words("*");
    expr();
    maybe(30, [&] {
      words("as");
      name();
    });
  });
  if (!chance(80))
    return;
  words("from");
  list(2, [&] { fromItem(); });
  maybe(40, [&] {
    words("where");
    expr();
  });
  maybe(15, [&] {
    words("group by");
    list(2, [&] { expr(); });
    maybe(40, [&] {
      words("having");
      expr();
    });
  });
}

void ProgramGenerator::fromItem() {
  fromTable();
  for (unsigned more = chance(20) ? 1 + below(2) : 0; more > 0; --more) {
    if (chance(20)) {
      words("cross join");
      fromTable();
      continue;
    }
    oneOf({[&] { words("join"); }, [&] { words("inner join"); }, [&] { words("left join"); },
           [&] { words("right outer join"); }, [&] { words("full join"); }});
    fromTable();
    if (chance(70)) {
      words("on");
      expr();
    } else {
      words("using");
      nameList();
    }
  }
}

void ProgramGenerator::fromTable() {
  if (!deeper(20)) {
    path();
    maybe(40, [&] {
      words("as");
      name();
    });
    return;
  }
  parens([&] { chance(60) ? query() : values(); });
  words("as");
  name();
  maybe(40, [&] { nameList(); });
}

void ProgramGenerator::values() {
  words("values");
  list(3, [&] { parens([&] { list(3, [&] { expr(); }); }); });
}

//===--- Parts of declarations --------------------------------------------===//

void ProgramGenerator::option() {
  static constexpr llvm::StringLiteral keys[] = {"mysql . engine", "postgresql . fillfactor",
                                                 "sqlite . strict", "mysql . partition"};
  words(random_.pick(keys));
  words("=");
  oneOf({[&] { text(); }, [&] { number(); }, [&] { words("-"), number(); }, [&] { words("true"); },
         [&] { words("default"); }, [&] { name(NamePlace::Word); }});
}

void ProgramGenerator::options() {
  parens([&] { list(3, [&] { option(); }); });
}

void ProgramGenerator::comments() {
  words("comment");
  text();
}

void ProgramGenerator::was() {
  words("was");
  name();
}

/// At least one; none twice.
void ProgramGenerator::sequenceOptions() {
  std::vector<Production> options;
  for (const char* word : {"start", "increment", "minvalue", "cache"})
    options.push_back([this, word] {
      maybe(30, [&] {
        words(word);
        maybe(20, [&] { words("-"); });
        integer();
      });
    });
  options.push_back([this] {
    words(random_.pick(std::initializer_list<const char*>{"cycle", "no cycle", "no cycle"}));
  });
  shuffled(std::move(options));
}

void ProgramGenerator::references() {
  static constexpr llvm::StringLiteral actions[] = {"no action", "restrict", "cascade", "set null",
                                                    "set default"};
  words("references");
  path();
  maybe(60, [&] { nameList(); });
  shuffled({[&] {
              maybe(40, [&] {
                words("on delete");
                const unsigned action = below(std::size(actions));
                words(actions[action]);
                if (action >= 3)
                  maybe(20, [&] { nameList(); });
              });
            },
            [&] {
              maybe(30, [&] {
                words("on update");
                words(random_.pick(actions));
              });
            },
            [&] { maybe(20, [&] { words(chance(50) ? "match full" : "match simple"); }); }});
}

void ProgramGenerator::inlineModifiers() {
  maybe(20, [&] {
    oneOf({[&] { words("deferrable"); }, [&] { words("deferrable initially deferred"); },
           [&] { words("not deferrable"); }, [&] { words("deferrable initially immediate"); }});
  });
}

void ProgramGenerator::modifiers() {
  inlineModifiers();
  shuffled({[&] { maybe(10, [&] { comments(); }); }, [&] { maybe(10, [&] { was(); }); }});
}

void ProgramGenerator::columnRest(bool added) {
  type();
  for (unsigned more = chance(8) ? 1 : 0; more > 0; --more) {
    words("for");
    dialects();
    type();
  }
  std::vector<Production> attributes;
  const auto attribute = [&](unsigned percent, Production production) {
    if (chance(percent))
      attributes.push_back(std::move(production));
  };
  attribute(30, [&] { words(chance(70) ? "not null" : "null"); });
  const unsigned value = below(100);
  if (value < 20)
    attributes.push_back([&] {
      words("default");
      expr();
      maybe(15, [&] {
        words("for");
        dialects();
        expr();
      });
    });
  else if (value < 30)
    attributes.push_back([&] {
      words("identity");
      oneOf({[] {}, [&] { words("always"); }, [&] { words("by default"); },
             [&] { words("by sequence"); },
             [&] {
               words("by sequence");
               name(NamePlace::Optional);
             }});
      maybe(30, [&] { parens([&] { sequenceOptions(); }); });
    });
  else if (value < 40)
    attributes.push_back([&] {
      words("generated as");
      parens([&] { expr(); });
      oneOf({[] {}, [&] { words("stored"); }, [&] { words("virtual"); }});
    });
  attribute(5, [&] { words("on update now ( )"); });
  attribute(5, [&] {
    words("collate");
    name(NamePlace::Optional);
  });
  attribute(15, [&] {
    words("primary key");
    inlineModifiers();
  });
  attribute(15, [&] {
    words("unique");
    inlineModifiers();
  });
  attribute(15, [&] {
    references();
    inlineModifiers();
  });
  attribute(15, [&] {
    words("check");
    maybe(30, [&] { name(); });
    parens([&] { expr(); });
  });
  attribute(10, [&] { comments(); });
  attribute(10, [&] {
    words("with");
    options();
  });
  if (!added)
    attribute(5, [&] { was(); });
  if (added) {
    attribute(15, [&] {
      words("backfill");
      expr();
      maybe(30, [&] { batches(); });
    });
    attribute(15, [&] {
      if (chance(50))
        return words("first");
      words("after");
      name();
    });
  }
  shuffled(std::move(attributes));
}

void ProgramGenerator::column() {
  name(NamePlace::Item);
  columnRest(/*added=*/false);
}

void ProgramGenerator::constraint(bool added) {
  static constexpr llvm::StringLiteral operators[] = {"=", "&&", "-|-", "<>"};
  const auto maybeName = [&](NamePlace place) {
    ifNotExists(added);
    oneOf({[&] { name(place); }, [&] { words("unnamed"); }, [] {}});
  };
  const auto keyColumns = [&] {
    parens([&] {
      list(3, [&] {
        name();
        maybe(10, [&] { words("prefix 20"); });
        maybe(15, [&] { words(chance(50) ? "desc" : "asc"); });
      });
    });
  };
  const auto key = [&] {
    maybeName(NamePlace::Item);
    if (added && chance(20)) {
      words("using index");
      name();
    } else {
      keyColumns();
    }
  };
  oneOf({[&] {
           words("primary key");
           key();
           modifiers();
         },
         [&] {
           words("unique");
           key();
           maybe(20, [&] { words("nulls not distinct"); });
           modifiers();
         },
         [&] {
           words("foreign key");
           maybeName(NamePlace::Any);
           nameList();
           references();
           modifiers();
         },
         [&] {
           words("check");
           maybeName(NamePlace::Any);
           parens([&] { expr(); });
           maybe(10, [&] { words("no inherit"); });
           modifiers();
         },
         [&] {
           words("exclude");
           maybeName(NamePlace::Any);
           maybe(60, [&] { words("using gist"); });
           parens([&] {
             list(2, [&] {
               indexPart();
               words("with");
               token(random_.pick(operators).str());
             });
           });
           maybe(30, [&] {
             words("where");
             parens([&] { expr(); });
           });
           modifiers();
         },
         [&] {
           words(chance(30) ? "unique index" : "index");
           ifNotExists(added);
           maybe(70, [&] { name(); });
           parens([&] { list(3, [&] { indexPart(); }); });
           indexModifiers();
         }});
}

void ProgramGenerator::indexPart() {
  if (chance(70))
    name();
  else
    call();
  shuffled({[&] {
              maybe(10, [&] {
                words("collate");
                name(NamePlace::Optional);
              });
            },
            [&] { maybe(10, [&] { words("opclass gin_trgm_ops"); }); },
            [&] { maybe(20, [&] { words(chance(50) ? "asc" : "desc"); }); },
            [&] { maybe(10, [&] { words(chance(50) ? "nulls first" : "nulls last"); }); }});
}

void ProgramGenerator::indexModifiers() {
  shuffled({[&] { maybe(30, [&] { words(chance(50) ? "using btree" : "using gin"); }); },
            [&] {
              maybe(10, [&] {
                words("include");
                nameList();
              });
            },
            [&] { maybe(10, [&] { words("nulls not distinct"); }); },
            [&] {
              maybe(20, [&] {
                words("where");
                expr();
              });
            },
            [&] {
              maybe(10, [&] {
                words("with");
                options();
              });
            },
            [&] { maybe(10, [&] { comments(); }); }, [&] { maybe(10, [&] { was(); }); },
            [&] { maybe(5, [&] { words("not valid"); }); }});
}

void ProgramGenerator::tableItem() {
  stray();
  const unsigned kind = below(100);
  if (kind < 65) {
    column();
  } else if (kind < 92 || depth_ > 2) {
    constraint(/*added=*/false);
  } else {
    return when([&] { tableItem(); });
  }
  words(";");
}

void ProgramGenerator::tableItems() {
  block([&] { tableItem(); }, 5);
}

//===--- Declarations -----------------------------------------------------===//

void ProgramGenerator::ifNotExists(bool created) {
  if (created && !replaces_)
    maybe(10, [&] { words("if not exists"); });
}

void ProgramGenerator::end(bool created) {
  if (!created || !deeper(10))
    return words(";");
  words("undo");
  deep([&] {
    if (chance(50)) {
      text();
      words(";");
    } else {
      statements();
    }
  });
}

void ProgramGenerator::bound() {
  oneOf({[&] {
           words("values from");
           parens([&] { list(2, [&] { chance(30) ? words("minvalue") : text(); }); });
           words("to");
           parens([&] { list(2, [&] { chance(30) ? words("maxvalue") : number(); }); });
         },
         [&] {
           words("values in");
           parens([&] { list(3, [&] { text(); }); });
         },
         [&] { words("values with ( modulus 4 , remainder 0 )"); }, [&] { words("default"); }});
}

void ProgramGenerator::table(bool created) {
  words("table");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  bool hasBody = true;
  if (chance(15)) {
    words("partition of");
    path();
    bound();
    hasBody = chance(50);
  }
  if (hasBody)
    tableItems();
  const bool partitioned = chance(10);
  const bool with = chance(15);
  shuffled({[&] {
              if (!partitioned)
                return;
              words("partition by range");
              parens([&] { list(2, [&] { indexPart(); }); });
            },
            [&] {
              if (!with)
                return;
              words("with");
              options();
            }});
  if (partitioned || with || !hasBody)
    end(created);
  else
    stray();
}

void ProgramGenerator::external() {
  words("external table");
  path();
  maybe(70, [&] {
    parens([&] {
      list(3, [&] {
        if (chance(70))
          column();
        else
          constraint(/*added=*/false);
      });
    });
  });
  words(";");
}

void ProgramGenerator::index(bool created) {
  words(chance(30) ? "unique index" : "index");
  if (created)
    maybe(20, [&] { words("concurrently"); });
  ifNotExists(created);
  maybe(80, [&] { name(); });
  words("on");
  path();
  parens([&] { list(3, [&] { indexPart(); }); });
  indexModifiers();
  end(created);
}

void ProgramGenerator::enumeration(bool created) {
  words("enum");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  parens([&] { list(4, [&] { text(); }); });
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::domain(bool created) {
  words("domain");
  ifNotExists(created);
  path();
  words("as");
  type();
  shuffled({[&] { maybe(20, [&] { words(chance(50) ? "not null" : "null"); }); },
            [&] {
              maybe(20, [&] {
                words("default");
                expr();
              });
            },
            [&] {
              maybe(40, [&] {
                words("check");
                maybe(30, [&] { name(); });
                parens([&] { expr(); });
              });
            },
            [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::sequence(bool created) {
  words("sequence");
  ifNotExists(created);
  path();
  maybe(30, [&] { words("as bigint"); });
  maybe(50, [&] { sequenceOptions(); });
  maybe(20, [&] {
    words("owned by");
    path();
  });
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::rawBodies() {
  if (chance(60)) {
    words("as");
    return text();
  }
  for (unsigned more = 1 + below(2); more > 0; --more) {
    words("for");
    dialects();
    words("as");
    text();
  }
}

void ProgramGenerator::uses() {
  maybe(30, [&] {
    words("uses");
    list(2, [&] { path(); });
  });
}

void ProgramGenerator::view(bool created) {
  words(chance(30) ? "materialized view" : "view");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  maybe(20, [&] { nameList(); });
  if (chance(60)) {
    words("as");
    query();
  } else {
    rawBodies();
  }
  shuffled({[&] { uses(); }, [&] { maybe(15, [&] { comments(); }); },
            [&] {
              maybe(15, [&] {
                words("with");
                options();
              });
            }});
  end(created);
}

void ProgramGenerator::schemaName(bool created) {
  words("schema");
  ifNotExists(created);
  name();
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::extension(bool created) {
  words("extension");
  ifNotExists(created);
  name();
  maybe(20, [&] {
    words("schema");
    name();
  });
  maybe(20, [&] {
    words("version");
    text();
  });
  if (!chance(60))
    return end(created);
  words("{");
  for (unsigned more = below(4); more > 0; --more) {
    words(chance(50) ? "type" : "opclass");
    name();
    words(";");
  }
  words("}");
}

void ProgramGenerator::opaqueKind() {
  static constexpr llvm::StringLiteral kinds[] = {
      "function",  "procedure",    "aggregate",      "policy",
      "rule",      "type",         "operator class", "text search configuration",
      "collation", "virtual table"};
  words(random_.pick(kinds));
}

void ProgramGenerator::opaque(bool created) {
  const unsigned kind = below(100);
  if (kind < 10) {
    words("operator");
    ifNotExists(created);
    token("===");
    parens([&] { list(2, [&] { type(); }); });
  } else if (kind < 50) {
    words("function");
    ifNotExists(created);
    path();
    words("(");
    maybe(70, [&] { list(3, [&] { type(); }); });
    words(")");
    maybe(50, [&] {
      words("returns");
      type();
      maybe(50, [&] {
        oneOf({[&] { words("immutable"); }, [&] { words("stable"); }, [&] { words("volatile"); }});
      });
    });
  } else {
    opaqueKind();
    ifNotExists(created);
    path();
    maybe(30, [&] {
      words("on");
      path();
    });
  }
  rawBodies();
  shuffled({[&] { uses(); }, [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::trigger(bool created) {
  words("trigger");
  ifNotExists(created);
  name();
  words("on");
  path();
  oneOf({[&] { words("before"); }, [&] { words("after"); }, [&] { words("instead of"); }});
  std::vector<Production> events{[&] { words("insert"); },
                                 [&] {
                                   words("update");
                                   maybe(40, [&] {
                                     words("of");
                                     list(2, [&] { name(); });
                                   });
                                 },
                                 [&] { words("delete"); }};
  bool first = true;
  for (Production& event : events) {
    if (!first && chance(60))
      continue;
    if (!std::exchange(first, false))
      words("or");
    event();
  }
  maybe(60, [&] { words("for each row"); });
  maybe(30, [&] {
    words("when");
    parens([&] { expr(); });
  });
  rawBodies();
  maybe(10, [&] { words("disabled"); });
  shuffled({[&] { uses(); }, [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::declaration(bool created) {
  if (chance(35))
    return table(created);
  oneOf({[&] { table(created); }, [&] { index(created); }, [&] { enumeration(created); },
         [&] { domain(created); }, [&] { sequence(created); }, [&] { view(created); },
         [&] { schemaName(created); }, [&] { extension(created); }, [&] { opaque(created); },
         [&] { trigger(created); }});
}

//===--- Statements -------------------------------------------------------===//

void ProgramGenerator::block(const Production& item, unsigned most) {
  words("{");
  deep([&] {
    for (unsigned count = below(most + 1); count > 0; --count)
      item();
    stray();
  });
  words("}");
}

void ProgramGenerator::statements() {
  block([&] { statement(); });
}

void ProgramGenerator::objectRef() {
  oneOf({[&] {
           words("table");
           path();
         },
         [&] {
           words("column users .");
           name(NamePlace::Word);
         },
         [&] {
           words(chance(50) ? "index" : "constraint");
           name();
           words("on");
           path();
         },
         [&] {
           words("function");
           path();
           parens([&] { list(2, [&] { type(); }); });
         },
         [&] {
           words("materialized view");
           path();
         },
         [&] {
           words("operator");
           token("===");
           words("( int , int )");
         },
         [&] {
           words("trigger");
           name();
           words("on");
           path();
         }});
}

void ProgramGenerator::statement() {
  stray();
  if (depth_ < 3 && chance(15))
    return oneOf({[&] { when([&] { statement(); }); }, [&] { ifStatement([&] { statement(); }); },
                  [&] {
                    words("autocommit");
                    statements();
                  }});
  oneOf({[&] {
           words("create");
           declaration(/*created=*/true);
         },
         [&] {
           words("create or replace");
           replaces_ = true;
           chance(50) ? view(true) : opaque(true);
           replaces_ = false;
         },
         [&] { alterTable(); }, [&] { alterTable(); }, [&] { alterOthers(); },
         [&] {
           static constexpr llvm::StringLiteral kinds[] = {
               "table", "view", "enum", "sequence", "schema", "materialized view"};
           words("drop");
           words(random_.pick(kinds));
           maybe(20, [&] { words("if exists"); });
           name();
           maybe(20, [&] { words("cascade"); });
           end();
         },
         [&] {
           words("drop index");
           maybe(30, [&] { words("concurrently"); });
           maybe(20, [&] { words("if exists"); });
           name();
           words("on");
           path();
           end();
         },
         [&] {
           words("rename");
           oneOf({[&] {
                    words("table");
                    path();
                  },
                  [&] {
                    words("index");
                    name();
                    words("on");
                    path();
                  },
                  [&] {
                    words("enum");
                    path();
                  }});
           words("to");
           name();
           end();
         },
         [&] { insert(); }, [&] { update(); }, [&] { remove(); },
         [&] {
           words("truncate");
           path();
           end();
         },
         [&] { sql(); }, [&] { setting(); }, [&] { assertion(); },
         [&] {
           words("comment on");
           objectRef();
           words("is");
           chance(80) ? text() : words("null");
           end();
         },
         [&] {
           words("refresh materialized view");
           path();
           maybe(30, [&] { words("concurrently"); });
           end();
         },
         [&] {
           const bool revoke = chance(30);
           words(revoke ? "revoke" : "grant");
           words("select");
           maybe(50, [&] { words(", insert"); });
           words("on");
           if (chance(50))
             name(NamePlace::Optional);
           else
             objectRef();
           words(revoke ? "from" : "to");
           list(2, [&] { name(); });
           end();
         }});
}

void ProgramGenerator::alterTable() {
  words("alter table");
  maybe(10, [&] { words("if exists"); });
  path();
  block([&] { alterAction(); }, 4);
  if (chance(10)) {
    words("with");
    options();
    end();
  } else if (deeper(10)) {
    words("undo");
    statements();
  }
}

void ProgramGenerator::alterAction() {
  stray();
  const auto ifExists = [&] { maybe(10, [&] { words("if exists"); }); };
  const auto alterColumn = [&](const Production& change) {
    words("alter column");
    name();
    change();
    end();
  };
  if (depth_ < 3 && chance(8))
    return when([&] { alterAction(); });
  oneOf({[&] {
           words("add column");
           ifNotExists(true);
           name();
           columnRest(/*added=*/true);
           end();
         },
         [&] {
           words("add");
           constraint(/*added=*/true);
           end();
         },
         [&] {
           oneOf({[&] { words("drop column"); }, [&] { words("drop constraint"); },
                  [&] { words("drop index"); }});
           ifExists();
           name();
           maybe(20, [&] { words("cascade"); });
           end();
         },
         [&] {
           words("drop primary key");
           ifExists();
           end();
         },
         [&] {
           oneOf({[&] { words("rename column"); }, [&] { words("rename constraint"); },
                  [&] { words("rename index"); }});
           name();
           words("to");
           name();
           end();
         },
         [&] {
           alterColumn([&] {
             words("type");
             type();
             maybe(40, [&] {
               words("using");
               parens([&] { expr(); });
             });
           });
         },
         [&] {
           alterColumn([&] {
             oneOf({[&] { words("not null"); }, [&] { words("null"); },
                    [&] { words("no default"); }, [&] { words("no identity"); },
                    [&] { words("no generated"); }, [&] { words("no comment"); },
                    [&] { words("identity ( restart 100 )"); },
                    [&] { words("identity by default"); }, [&] { words("first"); },
                    [&] {
                      words("default");
                      expr();
                    },
                    [&] { comments(); },
                    [&] {
                      words("generated as");
                      parens([&] { expr(); });
                      words("stored");
                    },
                    [&] {
                      words("after");
                      name();
                    },
                    [&] {
                      words("collate");
                      name();
                    },
                    [&] {
                      words("with");
                      options();
                    }});
           });
         },
         [&] {
           words("validate constraint");
           name();
           end();
         },
         [&] {
           words("attach partition");
           path();
           bound();
           end();
         },
         [&] {
           words("detach partition");
           path();
           maybe(30, [&] { words("concurrently"); });
           end();
         },
         [&] {
           words("set");
           options();
           end();
         },
         [&] {
           words("reset ( postgresql . fillfactor");
           maybe(30, [&] { words(", mysql . engine"); });
           words(")");
           end();
         },
         [&] {
           words("set schema");
           name();
           end();
         }});
}

void ProgramGenerator::alterOthers() {
  oneOf({[&] {
           words("alter enum");
           path();
           block([&] {
             oneOf({[&] {
                      words("add value");
                      ifNotExists(true);
                      text();
                      maybe(40, [&] {
                        words(chance(50) ? "before" : "after");
                        text();
                      });
                      words(";");
                    },
                    [&] {
                      words("rename value");
                      text();
                      words("to");
                      text();
                      words(";");
                    },
                    [&] {
                      words("drop value");
                      text();
                      maybe(50, [&] {
                        words("using");
                        text();
                      });
                      end();
                    }});
           });
         },
         [&] {
           words("alter sequence");
           path();
           words("restart 5");
           maybe(50, [&] { sequenceOptions(); });
           end();
         },
         [&] {
           words("alter domain");
           path();
           oneOf({[&] {
                    words("add check");
                    maybe(50, [&] { name(); });
                    parens([&] { expr(); });
                  },
                  [&] {
                    words(chance(50) ? "drop constraint" : "validate constraint");
                    name();
                  },
                  [&] { words("not null"); }, [&] { words("null"); }, [&] { words("no default"); },
                  [&] {
                    words("default");
                    expr();
                  }});
           end();
         },
         [&] {
           oneOf({[&] { words("alter view"); }, [&] { words("alter enum"); },
                  [&] { words("alter sequence"); }, [&] { words("alter materialized view"); }});
           path();
           words("set schema");
           name();
           end();
         }});
}

//===--- Data -------------------------------------------------------------===//

void ProgramGenerator::assignments() {
  const auto value = [&] { chance(10) ? words("default") : expr(); };
  list(3, [&] {
    if (chance(80)) {
      name();
      words("=");
      return value();
    }
    parens([&] {
      name();
      words(",");
      name();
    });
    words("=");
    parens([&] { query(); });
  });
}

void ProgramGenerator::batches() {
  words("in batches of 1000");
  maybe(40, [&] {
    words("by");
    nameList();
  });
  maybe(40, [&] {
    words("pause");
    duration();
  });
}

void ProgramGenerator::insert() {
  words("insert into");
  path();
  if (chance(10)) {
    words("default values");
  } else {
    maybe(70, [&] { nameList(); });
    oneOf({[&] {
             words("values");
             list(3, [&] {
               parens([&] { list(3, [&] { chance(15) ? words("default") : expr(); }); });
             });
           },
           [&] { query(); },
           [&] {
             words("from csv");
             text();
           }});
  }
  maybe(30, [&] {
    words("on conflict");
    oneOf({[] {},
           [&] {
             nameList();
             maybe(30, [&] {
               words("where");
               expr();
             });
           },
           [&] {
             words("on constraint");
             name();
           }});
    words("do");
    if (chance(50))
      return words("nothing");
    words("update set");
    assignments();
    maybe(40, [&] {
      words("where");
      expr();
    });
  });
  end();
}

void ProgramGenerator::update() {
  words("update");
  path();
  maybe(20, [&] {
    words("as");
    name();
  });
  words("set");
  assignments();
  maybe(30, [&] {
    words("from");
    list(2, [&] { fromItem(); });
  });
  maybe(60, [&] {
    words("where");
    expr();
  });
  maybe(20, [&] { batches(); });
  end();
}

void ProgramGenerator::remove() {
  words("delete from");
  path();
  maybe(20, [&] {
    words("as");
    name();
  });
  maybe(30, [&] {
    words("using");
    list(2, [&] { fromItem(); });
  });
  maybe(60, [&] {
    words("where");
    expr();
  });
  maybe(20, [&] { batches(); });
  end();
}

//===--- Raw SQL, settings, flow ------------------------------------------===//

void ProgramGenerator::sql() {
  words("sql");
  maybe(40, [&] {
    words("for");
    dialects();
  });
  chance(60) ? rawText() : text();
  const bool hasEffect = depth_ < 3 && chance(30);
  if (hasEffect) {
    words("as");
    statements();
  }
  if (chance(20)) {
    words("done when");
    probe();
    end();
  } else if (!hasEffect) {
    end();
  }
}

void ProgramGenerator::setting() {
  static constexpr llvm::StringLiteral modes[] = {"share", "share row exclusive",
                                                  "access exclusive"};
  oneOf({[&] {
           words("lock table");
           path();
           words("in");
           words(random_.pick(modes));
           words(";");
         },
         [&] {
           words(chance(50) ? "set lock timeout" : "set statement timeout");
           duration();
           words(";");
         },
         [&] {
           words("set mysql . time_zone =");
           text();
           words(";");
         }});
}

void ProgramGenerator::when(const Production& item) {
  words("when");
  dialects();
  block(item, 2);
  maybe(20, [&] {
    words("else when");
    dialects();
    block(item, 2);
  });
  maybe(30, [&] {
    words("else");
    block(item, 2);
  });
}

void ProgramGenerator::probe() {
  maybe(20, [&] { words("not"); });
  words("exists");
  objectRef();
}

void ProgramGenerator::ifStatement(const Production& item) {
  words("if");
  probe();
  block(item, 2);
  maybe(20, [&] {
    words("else if");
    probe();
    block(item, 2);
  });
  maybe(30, [&] {
    words("else");
    // May be read as the chain that it means.
    chance(30) ? block([&] { ifStatement(item); }, 1) : block(item, 2);
  });
}

void ProgramGenerator::assertion() {
  words("assert");
  oneOf({[&] { probe(); },
         [&] {
           words("none");
           path();
           maybe(60, [&] {
             words("where");
             expr();
           });
         },
         [&] {
           words("sql");
           text();
           words(chance(50) ? "=" : ">=");
           number();
         }});
  maybe(40, [&] {
    words("else");
    text();
  });
  words(";");
}

//===--- Files ------------------------------------------------------------===//

void ProgramGenerator::section(llvm::StringRef head, const Production& item) {
  words(head);
  block(item);
}

std::string ProgramGenerator::revision() {
  words("revision");
  revisionId();
  maybe(80, [&] { text(); });
  shuffled({[&] {
              maybe(60, [&] {
                words("revises");
                chance(10) ? words("base") : list(2, [&] { revisionId(); });
              });
            },
            [&] {
              maybe(20, [&] {
                words("labels");
                list(2, [&] { name(); });
              });
            },
            [&] {
              maybe(20, [&] {
                words("depends on");
                list(2, [&] { revisionId(); });
              });
            },
            [&] {
              maybe(50, [&] {
                words("created");
                token("'2025-02-04T17:31:08Z'");
              });
            }});
  words(";");
  const Production assertions = [&] { assertion(); };
  const Production operations = [&] { statement(); };
  maybe(20, [&] { section("require", assertions); });
  maybe(90, [&] { section("upgrade", operations); });
  maybe(20, [&] { section("verify", assertions); });
  oneOf({[] {}, [&] { words("downgrade auto ;"); }, [&] { section("downgrade", operations); },
         [&] {
           words("downgrade impossible");
           text();
           words(";");
         }});
  return finish();
}

std::string ProgramGenerator::schema() {
  for (unsigned count = below(6); count > 0; --count) {
    stray();
    const unsigned kind = below(100);
    if (kind < 80)
      declaration(/*created=*/false);
    else if (kind < 88)
      external();
    else
      when([&] { declaration(/*created=*/false); });
  }
  return finish();
}

std::string ProgramGenerator::expression() {
  expr();
  return finish();
}

} // namespace retort
