using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>Writers made when the program is built.</summary>
[JsonSerializable(typeof(JsonElement))]
sealed partial class SocketJson : JsonSerializerContext;
