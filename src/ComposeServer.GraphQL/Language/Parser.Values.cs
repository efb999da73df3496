using System.Text;

namespace ComposeServer.GraphQL.Language;

ref partial struct Parser
{
    ValueNode ParseValue(bool isConst)
    {
        var start = token;
        switch (start.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConst);
            case TokenKind.BraceOpen:
                return ParseObject(isConst);
            case TokenKind.Int:
                Advance();
                return new IntValueNode { Value = Encoding.ASCII.GetString(Bytes(start)), Location = Close(start) };
            case TokenKind.Float:
                Advance();
                return new FloatValueNode { Value = Encoding.ASCII.GetString(Bytes(start)), Location = Close(start) };
            case TokenKind.String:
            case TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                Advance();
                return NamedValue(start);
            case TokenKind.Dollar when !isConst:
                return ParseVariable();
            case TokenKind.Dollar:
                Advance();
                FailVariable(start);
                return null!;
            default:
                Unexpected(start);
                return null!;
        }
    }

    ValueNode NamedValue(Token name)
    {
        var word = Bytes(name);
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8))
        {
            return new BooleanValueNode { Value = word.Length == 4, Location = Close(name) };
        }

        return word.SequenceEqual("null"u8)
            ? new NullValueNode { Location = Close(name) }
            : new EnumValueNode { Value = names.Of(word), Location = Close(name) };
    }

    void FailVariable(Token dollar)
    {
        if (token.Kind == TokenKind.Name)
        {
            Fail($"Unexpected variable \"${names.Of(Bytes(token))}\" in constant value.", dollar.Start);
        }

        Unexpected(dollar);
    }

    VariableNode ParseVariable()
    {
        var start = token;
        Expect(TokenKind.Dollar);
        return new VariableNode
        {
            Name = ParseName(out var nameLocation),
            NameLocation = nameLocation,
            Location = Close(start),
        };
    }

    StringValueNode ParseString()
    {
        var start = token;
        Advance();
        var isBlock = start.Kind == TokenKind.BlockString;
        return new StringValueNode
        {
            Value = isBlock ? TokenText.OfBlockString(Bytes(start)) : TokenText.OfString(Bytes(start)),
            IsBlock = isBlock,
            Location = Close(start),
        };
    }

    ListValueNode ParseList(bool isConst)
    {
        var start = token;
        if (!Enter())
        {
            return null!;
        }

        var values = Any<ValueNode>(
            TokenKind.BracketOpen,
            isConst
                ? static (scoped ref parser) => parser.ParseValue(isConst: true)
                : static (scoped ref parser) => parser.ParseValue(isConst: false),
            TokenKind.BracketClose
        );
        Leave();
        return new ListValueNode { Values = values, Location = Close(start) };
    }

    ObjectValueNode ParseObject(bool isConst)
    {
        var start = token;
        if (!Enter())
        {
            return null!;
        }

        var entries = Any<ObjectFieldNode>(
            TokenKind.BraceOpen,
            isConst
                ? static (scoped ref parser) => parser.ParseObjectField(isConst: true)
                : static (scoped ref parser) => parser.ParseObjectField(isConst: false),
            TokenKind.BraceClose
        );
        Leave();
        return new ObjectValueNode { Fields = entries, Location = Close(start) };
    }

    ObjectFieldNode ParseObjectField(bool isConst)
    {
        var start = token;
        var name = ParseName(out var nameLocation);
        Expect(TokenKind.Colon);
        return new ObjectFieldNode
        {
            Name = name,
            NameLocation = nameLocation,
            Value = ParseValue(isConst),
            Location = Close(start),
        };
    }

    TypeNode ParseType()
    {
        var start = token;
        TypeNode type;
        if (start.Kind == TokenKind.BracketOpen)
        {
            if (!Enter())
            {
                return null!;
            }

            Advance();
            var inner = ParseType();
            Expect(TokenKind.BracketClose);
            Leave();
            type = new ListTypeNode { Type = inner, Location = Close(start) };
        }
        else
        {
            type = ParseNamedType();
        }

        return Take(TokenKind.Bang) ? new NonNullTypeNode { Type = type, Location = Close(start) } : type;
    }

    NamedTypeNode ParseNamedType()
    {
        var start = token;
        return new NamedTypeNode { Name = ParseName(out _), Location = Close(start) };
    }
}
