// The grammar of a migration file. docs/language.md is the reference.
//
// It takes a little more than the language has, where the AST builder can then say
// more about a mistake than a parser could: operations at the top of a file, SQL's
// own operators, attributes in the wrong place. What it takes it parses with SLL
// prediction alone, mostly by one token of lookahead; a test holds that against LL.
//
// The AST builder reads labels only, so a parse needs no lists of children.
// Sections below have the order of lib/Syntax/*.h.
parser grammar MigParser;

options { tokenVocab = MigLexer; }

//===--- Files ------------------------------------------------------------===//

file
  : items+=fileItem* EOF
  ;

fileItem
  : theRevision=revision
  | theSection=section
  | theStatement=statement
  ;

revision
  : 'revision' id=revisionId ( message=text )? clauses+=revisionClause* ';'
  ;

revisionClause
  : 'revises' ids+=revisionId ( ',' ids+=revisionId )*
  | 'labels' labels+=name ( ',' labels+=name )*
  | 'depends' 'on' ids+=revisionId ( ',' ids+=revisionId )*
  | 'created' created=text
  ;

// Any word or number-like word; `"1.0.3"` is quoted.
revisionId
  : word
  | Integer | Scientific | Duration | DigitWord
  ;

section
  : 'require' body=block
  | 'upgrade' body=block
  | 'verify' body=block
  | 'downgrade' ( body=block | automatic='auto' ';' | 'impossible' why=text ';' )
  ;

block
  : '{' items+=statement* '}'
  ;

//===--- Statements -------------------------------------------------------===//

// A declaration stands here as it does in a schema file; in a section the builder
// asks for `create`.
statement
  : theCreate=createStatement
  | theDeclaration=declaration
  | theDrop=dropStatement
  | theRename=renameStatement
  | theAlter=alterStatement
  | theRefresh=refreshStatement
  | theForget=forgetStatement
  | theInsert=insertStatement
  | theUpdate=updateStatement
  | theDelete=deleteStatement
  | theTruncate=truncateStatement
  | theSql=sqlStatement
  | theComment=commentStatement
  | theLock=lockStatement
  | theSet=setStatement
  | theGrant=grantStatement
  | theWhen=whenStatement
  | theIf=ifStatement
  | theAutocommit=autocommitStatement
  | theRepeatable=repeatableStatement
  | theAssert=assertStatement
  | ';'
  ;

// What ends a statement, unless that ends in `}` already.
ending
  : ';'
  | theUndo=undo
  ;

undo
  : 'undo' ( body=block | shortBody=text ';' )
  ;

createStatement
  : 'create' ( 'or' replace='replace' )? theDeclaration=declaration
  ;

// `users`, `app.users`, `users.email`; `t.*` in a select list. After a dot every word
// is a name.
path
  : name ( '.' ( word | '*' ) )*
  ;

objectKind
  : 'table' | 'column' | 'constraint' | 'index' | 'enum' | 'domain' | 'sequence'
  | 'view' | 'materialized' 'view' | 'schema' | 'extension' | 'trigger'
  | opaqueKind
  ;

opaqueKind
  : 'function' | 'procedure' | 'aggregate' | 'operator' 'class'? | 'policy' | 'rule' | 'type'
  | 'text' 'search' 'configuration' | 'collation' | 'virtual' 'table'
  ;

// `users`, `slug(text, int)`, `ix_a on t`, `=== (int, int)`.
objectName
  : ( target=path | symbol=operatorSymbol ) parameters=signature? ( 'on' table=path )?
  ;

objectRef
  : kind=objectKind target=objectName
  ;

signature
  : '(' ( types+=typeRef ( ',' types+=typeRef )* )? ')'
  ;

dropStatement
  : 'drop' kind=objectKind concurrent='concurrently'? exists=ifExists? target=objectName
    cascade='cascade'? end=ending
  ;

renameStatement
  : 'rename' object=objectRef 'to' to=name end=ending
  ;

ifExists
  : 'if' 'exists'
  ;

ifNotExists
  : 'if' 'not' 'exists'
  ;

//===--- Alter ------------------------------------------------------------===//

alterStatement
  : 'alter'
    ( 'table' exists=ifExists? table=path '{' actions+=alterAction* '}' rest=alterRest?
    | objectWord='enum' enumName=path ( '{' values+=enumAction* '}' theUndo=undo? | move=setSchema )
    | objectWord='sequence' sequence=path ( settings+=sequenceOption+ end=ending | move=setSchema )
    | objectWord='domain' domain=path ( change=domainAction end=ending | move=setSchema )
    | kind=movableKind target=objectName move=setSchema
    )
  ;

alterRest
  : 'with' with=optionList end=ending
  | theUndo=undo
  ;

movableKind
  : 'view' | 'materialized' 'view' | 'extension' | opaqueKind
  ;

setSchema
  : 'set' 'schema' schema=name end=ending
  ;

alterAction
  : theAdd=addAction
  | theDrop=dropAction
  | 'rename' ( column='column' | 'constraint' | index='index' ) from=name 'to' to=name end=ending
  | 'alter' 'column' target=name change=columnChange end=ending
  | 'validate' 'constraint' validated=name end=ending
  | 'attach' 'partition' attached=path bound=partitionBound end=ending
  | 'detach' 'partition' detached=path concurrent='concurrently'? end=ending
  | 'set' ( settings=optionList | 'schema' schema=name ) end=ending
  | reset=resetOptions end=ending
  | theWhen=whenActions
  | ';'
  ;

addAction
  : 'add' ( 'column' exists=ifNotExists? columnName=name theColumn=columnRest
          | item=tableConstraint ) end=ending
  ;

dropAction
  : 'drop' ( ( column='column' | 'constraint' | index='index' ) exists=ifExists? target=name
           | keyed='primary' 'key' exists=ifExists?
           | item=tableConstraint ) cascade='cascade'? end=ending
  ;

columnChange
  : 'type' type=columnType ( 'using' conversion='(' value=expression ')' )?
  | attribute=columnAttribute
  | 'no' ( removed='default' | removed='identity' | removed='generated' | removed='comment'
         | removed='collate' | removed='on' 'update' )
  | reset=resetOptions
  ;

resetOptions
  : 'reset' '(' keys+=optionKey ( ',' keys+=optionKey )* ')'
  ;

enumAction
  : 'add' 'value' exists=ifNotExists? value=text ( ( 'before' | after='after' ) neighbour=text )?
    end=ending
  | 'rename' 'value' value=text 'to' to=text end=ending
  | 'drop' 'value' value=text ( 'using' to=text )? end=ending
  | 'move' 'value' value=text ( 'before' | after='after' ) neighbour=text end=ending
  | ';'
  ;

domainAction
  : 'type' type=typeRef ( 'using' '(' value=expression ')' )?
  | 'add' check=checkConstraint
  | 'drop' 'constraint' constraint=name
  | 'validate' 'constraint' constraint=name
  | 'not' 'null'
  | 'null'
  | defaulted=defaultClause
  | 'no' 'default'
  ;

refreshStatement
  : 'refresh' 'materialized' 'view' view=path concurrent='concurrently'? end=ending
  ;

// What an external table was declared to be is not known any more.
forgetStatement
  : 'forget' 'external' 'table' table=path end=ending
  ;

//===--- Data -------------------------------------------------------------===//

insertStatement
  : 'insert' 'into' table=path columns=nameList? source=insertSource conflict=onConflict? end=ending
  ;

insertSource
  : rows=valuesList
  | select=query
  | 'from' 'csv' csv=text
  | isDefault='default' 'values'
  ;

valuesList
  : 'values' rows+=valuesRow ( ',' rows+=valuesRow )*
  ;

valuesRow
  : '(' values+=valueOrDefault ( ',' values+=valueOrDefault )* ')'
  ;

valueOrDefault
  : isDefault='default'
  | value=expression
  ;

onConflict
  : 'on' 'conflict'
    ( columns=nameList ( 'where' targetWhere=expression )? | 'on' 'constraint' constraint=name )?
    'do' ( nothing='nothing' | 'update' 'set' set=assignments ( 'where' where=expression )? )
  ;

assignments
  : items+=assignment ( ',' items+=assignment )*
  ;

assignment
  : column=name '=' value=valueOrDefault
  | columns=nameList '=' value=valueOrDefault
  ;

updateStatement
  : 'update' table=path ( 'as' alias=name )? 'set' set=assignments ( 'from' from=fromList )?
    ( 'where' where=expression )? inBatches=batches? end=ending
  ;

deleteStatement
  : 'delete' 'from' table=path ( 'as' alias=name )?
    ( 'using' ( 'csv' csv=text | tables=fromList ) )?
    ( 'where' where=expression )? inBatches=batches? end=ending
  ;

batches
  : 'in' 'batches' 'of' size=Integer ( 'by' by=nameList )? ( 'pause' pause=Duration )?
  ;

truncateStatement
  : 'truncate' table=path end=ending
  ;

//===--- Raw SQL, comments, settings, flow --------------------------------===//

sqlStatement
  : 'sql' forDialects=dialects? body=text ( done=doneWhen end=ending
                                          | 'as' effect=block ( done=doneWhen end=ending | theUndo=undo )?
                                          | end=ending )
  ;

doneWhen
  : 'done' 'when' condition=existsProbe
  ;

dialects
  : 'for' names=dialectNames
  ;

dialectNames
  : items+=name ( ',' items+=name )*
  ;

existsProbe
  : negated='not'? 'exists' ( object=objectRef | '(' select=query ')' )
  ;

commentStatement
  : 'comment' 'on' object=objectRef 'is' ( comment=text | none='null' ) end=ending
  ;

lockStatement
  : 'lock' 'table' table=path 'in' modes+=name+ end=ending
  ;

setStatement
  : 'set' ( setting='lock' | setting='statement' ) 'timeout' timeout=Duration end=ending
  | 'set' key=optionKey '=' value=optionValue end=ending
  ;

grantStatement
  : ( 'grant' | revoke='revoke' ) privileges+=word ( ',' privileges+=word )*
    'on' kind=objectKind? target=objectName ( direction='to' | direction='from' ) roles+=name ( ',' roles+=name )* end=ending
  ;

whenStatement
  : 'when' heads+=dialectNames bodies+=block
    ( 'else' 'when' heads+=dialectNames bodies+=block )* ( 'else' otherwise=block )?
  ;

// `when` among the items of a table, and among the actions of `alter table`.
whenItems
  : 'when' heads+=dialectNames bodies+=tableBody
    ( 'else' 'when' heads+=dialectNames bodies+=tableBody )* ( 'else' otherwise=tableBody )?
  ;

whenActions
  : 'when' heads+=dialectNames bodies+=actionBlock
    ( 'else' 'when' heads+=dialectNames bodies+=actionBlock )* ( 'else' otherwise=actionBlock )?
  ;

actionBlock
  : '{' items+=alterAction* '}'
  ;

ifStatement
  : 'if' conditions+=existsProbe bodies+=block
    ( 'else' 'if' conditions+=existsProbe bodies+=block )* ( 'else' otherwise=block )? theUndo=undo?
  ;

autocommitStatement
  : 'autocommit' body=block
  ;

repeatableStatement
  : 'repeatable' body=block
  ;

assertStatement
  : 'assert' ( probe=existsProbe
             | none='none' table=path ( 'where' where=expression )?
             | 'sql' sql=text op=comparison expected=optionValue )
    ( 'else' message=text )? ';'
  ;

comparison
  : '=' | '<>' | '<' | '<=' | '>' | '>=' | '!=' | '=='
  ;

//===--- Declarations -----------------------------------------------------===//

declaration
  : theTable=tableDeclaration
  | theExternal=externalTable
  | theIndex=indexDeclaration
  | theEnum=enumDeclaration
  | theDomain=domainDeclaration
  | theSequence=sequenceDeclaration
  | theView=viewDeclaration
  | theSchema=schemaDeclaration
  | theExtension=extensionDeclaration
  | theOpaque=opaqueDeclaration
  | theTrigger=triggerDeclaration
  ;

tableDeclaration
  : 'table' exists=ifNotExists? target=path ( 'was' was=name )?
    ( body=tableBody rest=tableRest?
    | partition=partitionOf ( body=tableBody rest=tableRest? | tails+=tableTail* end=ending ) )
  ;

tableBody
  : '{' items+=tableItem* '}'
  ;

tableRest
  : tails+=tableTail+ end=ending
  | theUndo=undo
  ;

tableTail
  : 'with' with=optionList
  | partition=partitionBy
  ;

partitionOf
  : 'partition' 'of' parent=path bound=partitionBound
  ;

partitionBound
  : 'values' 'from' from=expressionList 'to' to=expressionList
  | 'values' 'in' from=expressionList
  | 'values' 'with' '(' 'modulus' modulus=Integer ',' 'remainder' remainder=Integer ')'
  | isDefault='default'
  ;

partitionBy
  : 'partition' 'by' strategy=name '(' parts+=indexPart ( ',' parts+=indexPart )* ')'
  ;

externalTable
  : 'external' 'table' target=path ( '(' items+=externalItem ( ',' items+=externalItem )* ')' )? end=ending
  ;

externalItem
  : columnName=itemName theColumn=columnRest
  | theConstraint=tableConstraint
  ;

indexDeclaration
  : unique='unique'? 'index' concurrent='concurrently'? exists=ifNotExists? indexName=name?
    'on' table=path parts=indexParts modifiers+=indexModifier* end=ending
  ;

enumDeclaration
  : 'enum' exists=ifNotExists? target=path ( 'was' was=name )?
    '(' ( values+=enumValue ( ',' values+=enumValue )* )? ')' comment=commentClause? end=ending
  ;

enumValue
  : value=text ( 'was' was=text )?
  ;

domainDeclaration
  : 'domain' exists=ifNotExists? target=path ( 'was' was=name )? 'as' type=typeRef
    attributes+=domainAttribute* end=ending
  ;

domainAttribute
  : negated='not'? 'null'
  | defaulted=defaultClause
  | 'collate' collation=path
  | check=checkConstraint
  | comment=commentClause
  ;

sequenceDeclaration
  : 'sequence' exists=ifNotExists? target=path ( 'was' was=name )? ( 'as' type=typeRef )?
    settings+=sequenceOption* comment=commentClause? end=ending
  ;

sequenceOption
  : ( 'start' | 'increment' | 'minvalue' | 'maxvalue' | 'cache' ) value=signedInteger
  | 'restart' value=signedInteger?
  | 'cycle'
  | 'no' ( 'minvalue' | 'maxvalue' | 'cycle' )
  | 'owned' 'by' owner=path
  ;

signedInteger
  : minus='-'? digits=Integer
  ;

viewDeclaration
  : materialized='materialized'? 'view' exists=ifNotExists? target=path ( 'was' was=name )?
    columns=nameList? bodies+=viewBody+ tails+=viewTail* end=ending
  ;

viewBody
  : forDialects=dialects? 'as' ( select=query | raw=text )
  ;

viewTail
  : 'uses' uses+=path ( ',' uses+=path )*
  | comment=commentClause
  | 'with' with=optionList
  ;

schemaDeclaration
  : 'schema' exists=ifNotExists? target=name comment=commentClause? end=ending
  ;

extensionDeclaration
  : 'extension' exists=ifNotExists? target=name ( 'schema' schema=name )? ( 'version' version=text )?
    ( '{' members+=extensionMember* '}' theUndo=undo? | end=ending )
  ;

extensionMember
  : kind=name member=name ';'
  ;

opaqueDeclaration
  : kind=opaqueKind exists=ifNotExists? target=objectName attributes+=opaqueAttribute*
    bodies+=rawBody+ tails+=opaqueTail* end=ending
  ;

opaqueAttribute
  : 'returns' result=typeRef
  | 'immutable'
  | 'stable'
  | 'volatile'
  ;

rawBody
  : forDialects=dialects? 'as' body=text
  ;

opaqueTail
  : 'uses' uses+=path ( ',' uses+=path )*
  | comment=commentClause
  ;

triggerDeclaration
  : 'trigger' exists=ifNotExists? target=name 'on' table=path
    ( 'before' | after='after' | instead='instead' 'of' )
    events+=triggerEvent ( 'or' events+=triggerEvent )*
    ( 'for' 'each' ( row='row' | 'statement' ) )? ( 'when' '(' condition=expression ')' )?
    bodies+=rawBody+ disabled='disabled'? tails+=opaqueTail* end=ending
  ;

triggerEvent
  : 'insert' | 'delete' | 'truncate'
  | 'update' ( 'of' columns+=name ( ',' columns+=name )* )?
  ;

//===--- Items of a table -------------------------------------------------===//

tableItem
  : columnName=itemName theColumn=columnRest ';'
  | theConstraint=tableConstraint ';'
  | theWhen=whenItems
  | ';'
  ;

columnRest
  : type=columnType attributes+=columnAttribute*
  ;

columnType
  : type=typeRef variants+=typeVariant*
  ;

typeVariant
  : forDialects=dialects type=typeRef
  ;

columnAttribute
  : negated='not' 'null'
  | null='null'
  | defaulted=defaultClause
  | identity=identityClause
  | 'generated' 'as' '(' generated=expression ')' ( stored='stored' | isVirtual='virtual' )?
  | 'on' 'update' onUpdate=expression
  | 'collate' collation=path
  | keyed='primary' 'key' modifiers+=inlineModifier*
  | unique='unique' modifiers+=inlineModifier*
  | target=references modifiers+=inlineModifier*
  | 'check' checkName=name? '(' check=expression ')' modifiers+=inlineModifier*
  | comment=commentClause
  | 'was' was=name
  | 'backfill' backfill=expression inBatches=batches?
  | 'after' after=name
  | first='first'
  | 'with' with=optionList
  ;

defaultClause
  : 'default' value=expression variants+=defaultVariant*
  ;

defaultVariant
  : forDialects=dialects value=expression
  ;

identityClause
  : 'identity' ( always='always' | 'by' ( isDefault='default' | bySequence='sequence' sequence=path?? ) )?
    ( '(' settings+=sequenceOption+ ')' )?
  ;

commentClause
  : 'comment' comment=text
  ;

references
  : 'references' table=path columns=nameList? clauses+=referencesClause*
  ;

referencesClause
  : 'on' 'delete' onDelete=referentialAction columns=nameList?
  | 'on' 'update' onUpdate=referentialAction
  | 'match' ( 'simple' | full='full' )
  ;

referentialAction
  : 'no' 'action'
  | 'restrict'
  | 'cascade'
  | 'set' ( 'null' | 'default' )
  ;

// What may follow a constraint in a column; the rest belongs to the column itself.
inlineModifier
  : 'deferrable'
  | 'not' ( 'deferrable' | 'valid' )
  | 'initially' ( 'deferred' | 'immediate' )
  | 'no' 'inherit'
  | 'nulls' negated='not'? 'distinct'
  | 'include' include=nameList
  ;

constraintModifier
  : common=inlineModifier
  | comment=commentClause
  | 'was' was=name
  | 'with' with=optionList
  | 'where' where=expression
  ;

// A constraint or an index.
tableConstraint
  : keyed='primary' 'key' key=keyConstraint
  | unique='unique' ( index=tableIndex | key=keyConstraint )
  | index=tableIndex
  | 'foreign' 'key' exists=ifNotExists? constraintName=name? referring=nameList target=references
    modifiers+=constraintModifier*
  | check=checkConstraint
  | exclude='exclude' exists=ifNotExists? constraintName=name? ( 'using' method=name )?
    '(' parts+=exclusionPart ( ',' parts+=exclusionPart )* ')' modifiers+=constraintModifier*
  ;

// After `unique` a constraint that is called `index` is quoted: an index comes first.
keyConstraint
  : exists=ifNotExists? constraintName=name? ( columns=keyColumns | 'using' 'index' indexName=name )
    modifiers+=constraintModifier*
  ;

checkConstraint
  : 'check' exists=ifNotExists? constraintName=name? '(' condition=expression ')'
    modifiers+=constraintModifier*
  ;

keyColumns
  : '(' items+=keyColumn ( ',' items+=keyColumn )* ')'
  ;

keyColumn
  : column=name settings+=indexPartOption*
  ;

exclusionPart
  : part=indexPart 'with' symbol=operatorSymbol
  ;

tableIndex
  : 'index' exists=ifNotExists? indexName=name? parts=indexParts modifiers+=indexModifier*
  ;

indexParts
  : '(' items+=indexPart ( ',' items+=indexPart )* ')'
  ;

indexPart
  : value=expression settings+=indexPartOption*
  ;

indexPartOption
  : 'collate' collation=path
  | 'opclass' opclass=path
  | 'prefix' prefix=Integer
  | ascending='asc'
  | descending='desc'
  | 'nulls' ( first='first' | last='last' )
  ;

indexModifier
  : 'using' method=name
  | 'include' include=nameList
  | nulls='nulls' 'not' 'distinct'
  | 'where' where=expression
  | 'with' with=optionList
  | comment=commentClause
  | 'was' was=name
  | invalid='not' 'valid'
  ;

//===--- Types, options ---------------------------------------------------===//

// `sql '...'` is a path and a text, and nothing more; suffixes follow a dialect's own
// types. No alternatives, as one of them would be empty: the parser would not just
// end the type where something is missing.
typeRef
  : target=path raw=text? arguments=typeArguments? suffix+=typeSuffix* dimensions+=arrayDimension*
  ;

typeArguments
  : '(' ( items+=typeArgument ( ',' items+=typeArgument )* )? ')'
  ;

typeArgument
  : minus='-'? number=Integer
  | string=text
  | bare=name
  ;

typeSuffix
  : 'unsigned'
  | 'zerofill'
  ;

arrayDimension
  : '[' ']'
  ;

optionList
  : '(' items+=option ( ',' items+=option )* ')'
  ;

option
  : key=optionKey '=' value=optionValue
  ;

optionKey
  : target=path
  ;

optionValue
  : minus='-'? number=numberLiteral
  | string=text
  | word
  ;

//===--- Queries ----------------------------------------------------------===//

query
  : ( 'with' tables+=commonTable ( ',' tables+=commonTable )* )?
    first=selectCore tails+=setTail*
    ( 'order' 'by' order+=orderItem ( ',' order+=orderItem )* )?
    ( 'limit' limit=expression ( 'offset' offset=expression )? )?
  ;

commonTable
  : tableName=name columns=nameList? 'as' '(' select=query ')'
  ;

setTail
  : ( 'union' all='all'? | 'intersect' | 'except' ) ( core=selectCore | '(' select=query ')' )
  ;

selectCore
  : 'select' distinct='distinct'? items+=selectItem ( ',' items+=selectItem )*
    ( 'from' from=fromList )?
    ( 'where' where=expression )?
    ( 'group' 'by' groups+=expression ( ',' groups+=expression )* )?
    ( 'having' having=expression )?
  ;

selectItem
  : star='*'
  | value=expression ( 'as' alias=name )?
  ;

orderItem
  : value=expression ( 'asc' | descending='desc' )? ( 'nulls' ( first='first' | last='last' ) )?
  ;

fromList
  : items+=fromItem ( ',' items+=fromItem )*
  ;

fromItem
  : first=fromTable joins+=joinClause*
  ;

fromTable
  : table=path ( 'as' alias=name )?
  | '(' ( select=query | rows=valuesList ) ')' 'as' alias=name columns=nameList?
  ;

joinClause
  : ( 'inner'? 'join' | ( side='left' | side='right' | side='full' ) 'outer'? 'join' ) right=fromTable
    ( 'on' on=expression | 'using' shared=nameList )
  | cross='cross' 'join' right=fromTable
  ;

//===--- Expressions ------------------------------------------------------===//

// Flat: an operand and what follows it, in a row. The AST builder climbs the
// precedences of lib/Catalog/Operators.def, where it can also say what does not chain.
expression
  : first=operand tails+=expressionTail*
  ;

expressionTail
  : ( 'or' | 'and'
    | '=' | '<>' | '<' | '<=' | '>' | '>='
    | '@>' | '<@' | '&&' | '~' | '~*' | '!~' | '!~*'
    | '+' | '-' | '||' | '*' | '/' | '%'
    | '->' | '->>' | '#>' | '#>>'
    | '!=' | '=='
    | 'escape' ) right=operand
  | negated='not'? ( between='between' | like='like' ) right=operand
  | 'is' negated='not'? ( 'null' | 'true' | 'false' | distinct='distinct' 'from' right=operand )
  | negated='not'? 'in' '(' ( select=query | items+=expression ( ',' items+=expression )* ) ')'
  | '::' type=typeRef
  ;

// A path is a column; with arguments a call; with a text a literal of that type
// (`date '...'`) or, after `sql`, an expression of the dialect's own.
operand
  : prefixes+=( 'not' | '-' )*
    ( number=numberLiteral
    | string=text
    | keyword=( 'true' | 'false' | 'null' )
    | target=path ( arguments=callArguments | literal=text )?
    | cast='cast' '(' castOperand=expression 'as' type=typeRef ')'
    | theCase=caseExpression
    | 'exists' '(' exists=query ')'
    | array='array' '[' ( items+=expression ( ',' items+=expression )* )? ']'
    | '(' ( select=query | rows+=expression ( ',' rows+=expression )* ) ')'
    )
  ;

// `from` is for `extract(year from e)`.
callArguments
  : '(' ( star='*' | distinct='distinct'? items+=expression ( ',' items+=expression )* ( 'from' from=expression )? )? ')'
  ;

caseExpression
  : 'case' subject=expression? branches+=caseBranch+ ( 'else' otherwise=expression )? 'end'
  ;

caseBranch
  : 'when' condition=expression 'then' value=expression
  ;

expressionList
  : '(' items+=expression ( ',' items+=expression )* ')'
  ;

numberLiteral
  : Integer | Decimal | Scientific
  ;

//===--- Names and texts --------------------------------------------------===//

text
  : String | RawText
  ;

nameList
  : '(' items+=name ( ',' items+=name )* ')'
  ;

name
  : itemName
  | 'exclude' | 'index'
  ;

// Names, and the keywords that are names wherever no other reading exists. `exclude`
// and `index` are not in this list, as they begin other items of a table.
itemName
  : Identifier | QuotedName
  | 'action' | 'add' | 'after' | 'aggregate' | 'alter' | 'always' | 'assert' | 'attach' | 'auto'
  | 'autocommit' | 'backfill' | 'batches' | 'before' | 'by' | 'cache' | 'cascade' | 'class'
  | 'collation' | 'comment' | 'configuration' | 'conflict' | 'created' | 'cross' | 'csv' | 'cycle'
  | 'deferrable' | 'deferred' | 'delete' | 'depends' | 'detach' | 'disabled' | 'do' | 'domain'
  | 'done' | 'downgrade' | 'drop' | 'each' | 'enum' | 'escape' | 'extension' | 'external' | 'first'
  | 'forget' | 'full' | 'function' | 'generated' | 'identity' | 'immediate' | 'immutable' | 'impossible'
  | 'include' | 'increment' | 'inherit' | 'initially' | 'inner' | 'insert' | 'instead' | 'join'
  | 'key' | 'labels' | 'last' | 'left' | 'lock' | 'match' | 'materialized' | 'maxvalue'
  | 'minvalue' | 'modulus' | 'move' | 'no' | 'none' | 'nothing' | 'nulls' | 'of' | 'opclass' | 'operator'
  | 'outer' | 'owned' | 'partition' | 'pause' | 'policy' | 'prefix' | 'procedure'
  | 'refresh' | 'remainder' | 'rename' | 'repeatable' | 'replace' | 'require' | 'reset' | 'restart' | 'restrict'
  | 'returns' | 'revises' | 'revision' | 'revoke' | 'right' | 'row' | 'rule' | 'schema' | 'search'
  | 'sequence' | 'set' | 'simple' | 'sql' | 'stable' | 'start' | 'statement' | 'stored' | 'text'
  | 'timeout' | 'trigger' | 'truncate' | 'type' | 'undo' | 'unsigned' | 'update'
  | 'upgrade' | 'uses' | 'valid' | 'validate' | 'value' | 'values' | 'verify'
  | 'version' | 'view' | 'virtual' | 'volatile' | 'was' | 'zerofill'
  ;

// After a dot, and where nothing but a name can stand, every word is one.
word
  : name
  | reservedWord
  ;

// Names only in quotes, or after a dot.
reservedWord
  : 'all' | 'and' | 'array' | 'as' | 'asc' | 'between' | 'case' | 'cast' | 'check' | 'collate'
  | 'column' | 'concurrently' | 'constraint' | 'create' | 'default' | 'desc' | 'distinct' | 'else'
  | 'end' | 'except' | 'exists' | 'false' | 'for' | 'foreign' | 'from' | 'grant' | 'group'
  | 'having' | 'if' | 'in' | 'intersect' | 'into' | 'is' | 'like' | 'limit' | 'not' | 'null'
  | 'offset' | 'on' | 'or' | 'order' | 'primary' | 'references' | 'select' | 'table' | 'then'
  | 'to' | 'true' | 'union' | 'unique' | 'using' | 'when' | 'where' | 'with'
  ;

// One operator of any dialect: tokens without space between them, which the builder
// checks.
operatorSymbol
  : ( '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '||' | '->' | '->>'
    | '#>' | '#>>' | '@>' | '<@' | '&&' | '~' | '~*' | '!~' | '!~*' | '!=' | '==' | '!' | '@' | '#'
    | '^' | '&' | '|' | '?' | '`' )+
  ;
