"""The privacy policy in Portuguese. ``{name}`` and its like come from the operator's settings."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Quem somos",
            (
                ("SCO-1 CON-1", "{name} gere este site e responde pelos teus dados. Podes contactar-nos em {contact}."),
                (
                    "SCO-2",
                    "Só entras no chat depois de aceitares esta política. Guardamos que o fizeste: que versão, quando, em que idioma, e se como visitante ou com uma conta.",
                ),
                (
                    "SCO-3",
                    "Quando a política muda, publicamos aqui uma nova versão com a sua data e voltamos a perguntar-te na próxima visita.",
                ),
                (
                    "INT-1 INT-2",
                    "Os nossos computadores estão em: {hosting}. Pessoas de muitos países usam o Chatear; o que mostras ou escreves a alguém desconhecido pode ser visto em qualquer parte do mundo.",
                ),
            ),
        ),
        (
            "O que esquecemos",
            (
                (
                    "RET-3 DAT-8",
                    "Não guardamos mensagens. Passam pelo nosso servidor para a outra pessoa e desaparecem dele; ninguém no-las pode pedir mais tarde.",
                ),
                (
                    "RET-7 DAT-9",
                    "Não guardamos nada sobre quem falou com quem, quando ou quanto tempo. O vosso par existe só na memória do servidor enquanto falam.",
                ),
                (
                    "RET-4",
                    "Em vez disso, o teu próprio navegador guarda por pouco tempo um selo de cada mensagem. Se te queixares de alguém, podes entregar mensagens com os seus selos; só então as vemos, e só essas.",
                ),
            ),
        ),
        (
            "O que temos",
            (
                (
                    "DAT-1 RET-2",
                    "De um visitante: um número aleatório, o idioma, um género se o indicares, o dia em que vieste pela última vez. Os visitantes que não voltam são apagados ao fim de {guest_days} dias.",
                ),
                (
                    "DAT-1 RET-2",
                    "De quem tem conta, além disso: o endereço de e-mail, uma palavra-passe de que só fica um resumo, a data de nascimento, o que pões no teu perfil, as tuas chaves de acesso e códigos, e o teu número num serviço com que inicias sessão. És tu que assinalas o que outra pessoa vê disso. É guardado enquanto tiveres conta, ou até esvaziares o campo.",
                ),
                (
                    "DAT-7",
                    "Do teu navegador ou aplicação: uma chave aleatória num cookie, da qual guardamos um resumo que só nós podemos calcular, e o seu nome e sistema; de um telefone, se uma aplicação no-lo disser, fabricante e modelo, e resumos do número de série e do IMEI. Assim reconhecemos o dispositivo, e tu encontra-lo na tua lista.",
                ),
                (
                    "DAT-2",
                    "Do teu endereço de internet: o país e o estado ou a região a que pertence, apurados quando te ligas e guardados só enquanto estás em ligação. Nunca uma cidade, nunca a tua posição. Para que ninguém nos inunde, contamos quantas vezes um endereço vem, por um resumo com chave que desaparece em cinco minutos.",
                ),
                (
                    "DAT-2",
                    "Das tuas visitas, só se disseres que sim quando perguntamos: que páginas nossas abres, quando e durante quanto tempo, o teu país e estado, navegador e sistema, idioma, o site que te trouxe aqui, e se já tinhas vindo; durante {usage_days} dias. Nunca com quem falas nem o que dizes. Depois de um não, nada é contado, e o que foi contado é apagado.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "Se alguém tiver de ficar de fora algum tempo: a conta, o resumo do navegador e um resumo com chave do endereço, até esse tempo acabar, e uma imagem e as mensagens que foram entregues. O que identifica é apagado no fim; que houve uma decisão fica guardado, sem a imagem.",
                ),
                ("DAT-13", "Os nossos registos não contêm endereços, nem nomes, nem nada do que dizes."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "Se nos escreves, subscreves alguma coisa ou compras alguma coisa, temos o que isso exige, e dizemo-lo onde o fazes.",
                ),
                ("DAT-21", "Por favor, não nos dês dados de outras pessoas."),
            ),
        ),
        (
            "O que alguém desconhecido fica a saber",
            (
                (
                    "DIS-4",
                    "A imagem e o som vão diretamente do teu computador para o outro quando isso é possível. Assim o teu endereço de internet fica ao alcance do outro computador, embora a nossa página nunca o mostre. Liga «Ocultar o meu endereço IP» e tudo passa pelo nosso servidor, de graça.",
                ),
                (
                    "DAT-1",
                    "Mostramos à outra pessoa o teu país, os idiomas que escolheste e os interesses que têm em comum. Mais nada.",
                ),
            ),
        ),
        (
            "A quem contamos",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "A ninguém, exceto quando uma lei ou um tribunal nos obriga, quando uma vida está em perigo, quando temos de nos defender numa reclamação, ou na medida em que as nossas seguradoras e consultores precisam. Cada caso fica escrito.",
                ),
                (
                    "DIS-2",
                    "Os pagamentos, quando os fazes, são tratados por Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL ou VK; recebem o que um pagamento exige e nada mais.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "Nada é pedido a nenhum outro site enquanto usas este: nenhuma estatística e nenhum botão de terceiros carrega sozinho.",
                ),
            ),
        ),
        (
            "Quanto tempo, e com que segurança",
            (
                (
                    "RET-1",
                    "Nada é guardado mais tempo do que é preciso; uma tarefa que corre sozinha apaga o que acabou.",
                ),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Tudo viaja cifrado. Só pessoal autorizado chega aos dados, e só ao que a sua tarefa exige.",
                ),
            ),
        ),
        (
            "Os teus direitos",
            (
                (
                    "RGT-4",
                    "No Espaço Económico Europeu e no Reino Unido podes ver, corrigir, levar, limitar e apagar o que temos, opor-te ao seu uso e retirar um consentimento em qualquer altura. Escreve para {contact}; também te podes queixar à tua autoridade de proteção de dados.",
                ),
                (
                    "RGT-1 RGT-2",
                    "Na Califórnia podes perguntar o que é transmitido a outros para a publicidade deles, e no Nevada pedir que nada seja vendido: não transmitimos nem vendemos nada.",
                ),
                (
                    "RGT-3",
                    "No Canadá podes retirar o teu consentimento e queixar-te a nós ou ao Privacy Commissioner. Os teus dados estão fora do Canadá e podem ser entregues às autoridades de lá mediante pedido legal.",
                ),
            ),
        ),
        (
            "Menos de 18 anos",
            (
                (
                    "CHI-1",
                    "O Chatear é para adultos. Ao usá-lo declaras ter pelo menos 18 anos; conscientemente não temos nada sobre quem é mais novo.",
                ),
                (
                    "CHI-2 CHI-3",
                    "Se soubermos que alguém é mais novo, a conta é fechada e os dados são apagados de imediato. Se souberes de um caso, diz-nos em {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "Pomos só os cookies de que o site precisa para funcionar e, depois do teu sim, dois que contam visitas; a página dos cookies nomeia cada um. Podes apagá-los a qualquer momento; sem eles o chat não te reconhece.",
                ),
                (
                    "COO-6",
                    "Do Not Track e Global Privacy Control valem como recusa de tudo o que precisaria do teu consentimento.",
                ),
                ("COO-7", "As ligações para outros sites estão assinaladas; o que esses sites fazem é com eles."),
            ),
        ),
    ),
}
