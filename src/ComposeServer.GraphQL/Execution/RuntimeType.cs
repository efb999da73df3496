using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Finds the object type of values of interface and union type. Source: GraphQL October 2021, 6.4.3 "Resolving Abstract Types".</summary>
static class RuntimeType
{
    /// <summary>Asks the value itself (<see cref="ITyped"/>), then the type, then the member <c>__typename</c>.</summary>
    /// <returns>Null with an error when no possible type is named.</returns>
    public static ObjectType? Of(
        NamedType declared,
        object value,
        FieldSelection selection,
        RequestContext request,
        out GraphQLError? error
    )
    {
        error = null;
        if (NameOf(declared, value, request) is not { } name)
        {
            error = Fault(
                $"Abstract type \"{declared.Name}\" must resolve to an Object type at runtime for field \"{selection}\". Either the \"{declared.Name}\" type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function."
            );
            return null;
        }

        switch (request.Schema.Types[name])
        {
            case ObjectType type when request.Schema.IsMember(declared, type):
                return type;
            case ObjectType type:
                error = Fault($"Runtime Object type \"{type.Name}\" is not a possible type for \"{declared.Name}\".");
                return null;
            case null:
                error = Fault(
                    $"Abstract type \"{declared.Name}\" was resolved to a type \"{name}\" that does not exist inside the schema."
                );
                return null;
            default:
                error = Fault($"Abstract type \"{declared.Name}\" was resolved to a non-object type \"{name}\".");
                return null;
        }
    }

    static string? NameOf(NamedType declared, object value, RequestContext request)
    {
        if (value is ITyped typed)
        {
            return typed.TypeName;
        }

        var resolve = declared switch
        {
            InterfaceType type => type.ResolveType,
            UnionType type => type.ResolveType,
            _ => null,
        };
        return resolve is not null
            ? resolve(value, request.State)
            : MemberResolver.Read(value, "__typename") switch
            {
                string name => name,
                JsonElement { ValueKind: JsonValueKind.String } name => name.GetString(),
                _ => null,
            };
    }

    static GraphQLError Fault(string message) => new(message, ErrorCodes.Internal);
}
