"""The privacy policy in Spanish; see en.py."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Quiénes somos",
            (
                ("SCO-1 CON-1", "{name} lleva este sitio y responde de tus datos. Nos encuentras en {contact}."),
                (
                    "SCO-2",
                    "Solo entras en el chat después de aceptar esta política. Guardamos que lo hiciste: qué versión, cuándo, en qué idioma y si fue como invitado o con una cuenta.",
                ),
                (
                    "SCO-3",
                    "Cuando la política cambia, publicamos aquí una versión nueva con su fecha y te lo preguntamos otra vez en tu próxima visita.",
                ),
                (
                    "INT-1 INT-2",
                    "Nuestros ordenadores están en {hosting}. Chatear se usa en muchos países; lo que muestras o escribes a un desconocido puede verse en cualquier parte del mundo.",
                ),
            ),
        ),
        (
            "Lo que olvidamos",
            (
                (
                    "RET-3 DAT-8",
                    "No guardamos mensajes. Pasan por nuestro servidor hacia la otra persona y desaparecen de él; nadie puede pedírnoslos después.",
                ),
                (
                    "RET-7 DAT-9",
                    "No guardamos nada sobre quién habló con quién, cuándo ni cuánto tiempo. Vuestra pareja existe solo en la memoria del servidor mientras habláis.",
                ),
                (
                    "RET-4",
                    "En su lugar, tu propio navegador conserva por poco tiempo un sello de cada mensaje. Si te quejas de alguien, puedes entregar mensajes con su sello; solo entonces los vemos, y solo esos.",
                ),
            ),
        ),
        (
            "Lo que tenemos",
            (
                (
                    "DAT-1 RET-2",
                    "De un invitado: un número al azar, el idioma, un género si lo indicas y el último día en que viniste. Los invitados que no vuelven se borran a los {guest_days} días.",
                ),
                (
                    "DAT-1 RET-2",
                    "De quien tiene cuenta, además: la dirección de correo, una contraseña de la que solo queda un resumen, la fecha de nacimiento, lo que pones en tu perfil, tus llaves de acceso y códigos, y tu número en un servicio con el que inicias sesión. Tú marcas lo que otra persona ve de ello. Se guarda mientras exista tu cuenta, o hasta que vacíes el campo.",
                ),
                (
                    "DAT-7",
                    "De tu navegador o aplicación: una clave al azar en una cookie, de la que guardamos un resumen que solo nosotros podemos calcular, y su nombre y sistema; de un teléfono, si una aplicación nos lo dice, fabricante y modelo, y resúmenes del número de serie y del IMEI. Así reconocemos el dispositivo, y tú lo encuentras en tu lista.",
                ),
                (
                    "DAT-2",
                    "De tu dirección de internet: el país y la provincia o estado a que pertenece, averiguados al conectarte y guardados solo mientras estás conectado. Nunca una ciudad, nunca tu posición. Para que nadie nos inunde contamos cuántas veces viene una dirección, mediante un hash con clave que desaparece en cinco minutos.",
                ),
                (
                    "DAT-2",
                    "De tus visitas, solo si dices que sí cuando preguntamos: qué páginas nuestras abres, cuándo y cuánto tiempo, tu país y estado, navegador y sistema, idioma, el sitio que te trajo aquí, y si ya habías venido; durante {usage_days} días. Nunca con quién hablas ni qué dices. Tras un no, no se cuenta nada, y lo contado se borra.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "Si alguien debe quedar fuera un tiempo: la cuenta, el resumen del navegador y un resumen con clave de la dirección, hasta que ese tiempo acabe, y una imagen y los mensajes entregados. Lo que identifica se borra cuando acaba; queda que hubo una decisión, sin la imagen.",
                ),
                ("DAT-13", "Nuestros registros no contienen direcciones, ni nombres, ni nada de lo que dices."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "Si nos escribes, te suscribes a algo o compras algo, tenemos lo que eso necesita, y lo decimos donde lo haces.",
                ),
                ("DAT-21", "Por favor, no nos des datos de otras personas."),
            ),
        ),
        (
            "Lo que sabe un desconocido",
            (
                (
                    "DIS-4",
                    "La imagen y el sonido van directamente de tu ordenador al otro cuando es posible. Eso pone tu dirección de internet a disposición del otro ordenador, aunque nuestra página nunca la muestra. Activa 'ocultar mi dirección IP' y todo pasará por nuestro repetidor, sin coste.",
                ),
                (
                    "DAT-1",
                    "Mostramos al desconocido tu país, los idiomas que elegiste y los intereses que compartís. Nada más.",
                ),
            ),
        ),
        (
            "A quién se lo contamos",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "A nadie, salvo que una ley o un juez nos obligue, que una vida corra peligro, que debamos defendernos de una reclamación, o en lo que necesiten nuestras aseguradoras y asesores. Cada caso queda anotado.",
                ),
                (
                    "DIS-2",
                    "Los pagos, si los haces, los tramitan Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL o VK; reciben lo que un pago necesita y nada más.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "No se pide nada a ningún otro sitio mientras usas este: ni estadísticas ni botones de otros se cargan por sí solos.",
                ),
            ),
        ),
        (
            "Cuánto tiempo y con qué seguridad",
            (
                ("RET-1", "Nada se guarda más de lo necesario; lo que ha pasado se borra solo."),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Todo viaja cifrado. Solo el personal autorizado llega a los datos, y solo a los que su tarea necesita.",
                ),
            ),
        ),
        (
            "Tus derechos",
            (
                (
                    "RGT-4",
                    "En el Espacio Económico Europeo y el Reino Unido puedes ver, corregir, llevarte, limitar y hacer borrar lo que tenemos, oponerte a su uso y retirar un consentimiento cuando quieras. Escribe a {contact}; también puedes reclamar ante tu autoridad de protección de datos.",
                ),
                (
                    "RGT-1 RGT-2",
                    "En California puedes preguntar qué se pasa a otros para su publicidad, y en Nevada pedir que no se venda nada: no pasamos ni vendemos nada.",
                ),
                (
                    "RGT-3",
                    "En Canadá puedes retirar tu consentimiento y quejarte ante nosotros o ante el Privacy Commissioner. Tus datos están fuera de Canadá y pueden entregarse a autoridades de allí a petición legal.",
                ),
            ),
        ),
        (
            "Menores de 18",
            (
                (
                    "CHI-1",
                    "Chatear es para adultos. Al usarlo declaras que tienes al menos 18 años; a sabiendas no guardamos nada de nadie más joven.",
                ),
                (
                    "CHI-2 CHI-3",
                    "Si sabemos que alguien es menor, la cuenta se cierra y los datos se borran enseguida. Si conoces un caso, avísanos en {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "Solo ponemos las cookies que el sitio necesita y, tras tu sí, dos que cuentan visitas; la página de cookies las enumera. Puedes borrarlas cuando quieras; sin ellas el chat no te reconoce.",
                ),
                (
                    "COO-6",
                    "Do Not Track y Global Privacy Control cuentan como rechazo de todo lo que necesitaría tu consentimiento.",
                ),
                ("COO-7", "Los enlaces a otros sitios están marcados; lo que hagan esos sitios es cosa suya."),
            ),
        ),
    ),
}
